import ArgumentParser; import SampleAPI; @main struct J: ParsableCommand { func run() {} }
