import ArgumentParser; import ReportIO; @main struct J: ParsableCommand { func run() {} }
