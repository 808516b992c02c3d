# `make report` shows what this is: a report of the built-in sample. `make test` runs what a change must pass. Both
# need Swift 6.2 or later and install what else is missing, through apt or brew (packaging/needs.sh).

SWIFT ?= swift
PREFIX ?= /usr/local
NEEDS = @SWIFT='$(SWIFT)' packaging/needs.sh

# What is installed and timed. It knows its commit, and is planned anew, as an earlier build may have linked other
# libraries. On Linux it holds Swift's runtime, so that a machine needs the libraries beside it and no Swift; nobody links
# to it and nothing in it throws exceptions of C++, so that symbols and what unwinding needs are left out.
RELEASE = JOBREPORT_COMMIT="$$(git describe --always --abbrev=12 --exclude='*' --dirty 2>/dev/null)" \
  $(SWIFT) build -c release -Xswiftc -cross-module-optimization --disable-build-manifest-caching
ifeq ($(shell uname -s),Linux)
RELEASE += --static-swift-stdlib -Xlinker --icf=safe -Xlinker --no-export-dynamic -Xlinker --no-eh-frame-hdr
LIGHTEN = objcopy --remove-section .eh_frame
FLOOR_LIBRARIES = libcrypto
else
LIGHTEN = :
endif

# Where it is installed. A shell leaves the `~` of `PREFIX=~/.local` as it is, so it is read here, at the beginning of a
# folder alone; names of other people's folders are refused. Paths may hold spaces and quotes.
home = $(subst <start>,,$(subst <start>~/,$(HOME)/,$(if $(filter ~,$(1)),<start>$(HOME),<start>$(1))))
checked = $(if $(filter ~%,$(firstword $(1))),$(error '$(1)' begins with '~'; give the folder's whole path),$(1))
quoted = '$(subst ','\'',$(1))'
ROOT = $(call checked,$(call home,$(DESTDIR)))$(call checked,$(call home,$(PREFIX)))

# What is installed beside the program.
SHARED_FILES = man/man1/jobreport.1 bash-completion/completions/jobreport zsh/site-functions/_jobreport \
  fish/vendor_completions.d/jobreport.fish

# The way to a first page: nothing is optimized and a module is one step, which takes a third less than a debug
# build does. It is kept apart from the other builds, as its objects fit none of them.
QUICK = $(SWIFT) build --scratch-path .build/report -c release -debug-info-format none -Xswiftc -Onone

.PHONY: report build release test test-providers test-memory test-browser test-workflows lint format bench bench-markdown fuzz \
  fuzz-http fuzz-readers install uninstall dist test-package record pictures clean .build/fuzz/http .build/fuzz/readers

report:
	$(NEEDS) build
	$(QUICK) --product jobreport
	@"$$($(QUICK) --show-bin-path)/jobreport" build --sample --output report > .build/report/page
	@echo "Open this page in a browser: $(CURDIR)/$$(cat .build/report/page)"

build:
	$(NEEDS) build
	$(SWIFT) build

release:
	$(NEEDS) build
	$(RELEASE) --product jobreport

# The servers that some tests start need a thread now and then, which others would hold for seconds: the
# rooms are tested one after the other, and the program as a process one test at a time.
test:
	$(NEEDS) build test
	$(MAKE) --no-print-directory lint
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --filter '^(CommonMarkTests|ReportKitTests|ArgumentsTests)\.'
	$(SWIFT) test --skip-build --filter '^ReportIOTests\.'
	$(SWIFT) test --skip-build --no-parallel --filter '^JobReportTests\.'
	python3 -m unittest discover --start-directory Tests/Packaging
	python3 -m unittest discover --start-directory Tests/Bench

# Holds every provider to what is promised of each: see docs/contributing.md, how to add one.
test-providers:
	$(NEEDS) build test
	$(SWIFT) test --no-parallel --filter 'Provider.*Tests'

# Looks at reports in Chromium, and holds their lines against the JSON Schema; needs Python 3.9. Pictures of the pages
# are left in .build/browser/screenshots.
test-browser: build
	$(NEEDS) browser
	$(MAKE) --no-print-directory .build/browser-tools/done
	.build/browser-tools/bin/python -m unittest discover --start-directory Tests/Browser $(BROWSER_TESTS)

# Holds the workflows of .github and of the documents against their schemas and zizmor's rules, and tries the action;
# needs Python 3.11.
test-workflows:
	$(NEEDS) workflows
	$(MAKE) --no-print-directory .build/workflow-tools/done
	.build/workflow-tools/bin/python -m unittest discover --start-directory Tests/Workflows

.build/browser-tools/done: Tests/Browser/requirements.txt
.build/workflow-tools/done: Tests/Workflows/requirements.txt
.build/%-tools/done:
	python3 -m venv .build/$*-tools
	.build/$*-tools/bin/pip install --quiet --requirement $<
	touch $@

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Plugins Sources Tests templates

format:
	$(SWIFT) format --in-place --recursive Package.swift Plugins Sources Tests templates

# Writes anew what whole sites, the sample and the table of options in docs must look like; look at the difference
# before it is committed.
record:
	RECORD_GOLDEN=1 $(SWIFT) test --filter 'GoldenTests|DocumentationTests/(options|sample)|ProviderContractTests/(read|tools)'

# Takes the pictures of the README anew.
pictures:
	$(NEEDS) pictures
	RECORD_PICTURES=1 $(MAKE) --no-print-directory test-browser BROWSER_TESTS='--pattern test_documents.py'

# Times whole builds beside the floor measured in the same run, in memory where there is room; needs Python 3.9 and a C
# compiler. Tests/Bench/README.md has the flags: BENCH_FLAGS='--jobs 1000 10000' leaves out the largest.
bench: bench-markdown
	$(NEEDS) build
	$(RELEASE) --product jobreport
	$(RELEASE) --product sample-api
	mkdir -p .build/bench
	$(CC) -O2 -o .build/bench/floor Tests/Bench/floor.c $$(pkg-config --cflags --libs libcmark $(FLOOR_LIBRARIES))
	python3 Tests/Bench/bench.py "$$($(RELEASE) --show-bin-path)/jobreport" .build/bench/floor \
	  --sample-api "$$($(RELEASE) --show-bin-path)/sample-api" $(BENCH_FLAGS)

# How fast the Markdown room is beside plain libcmark.
bench-markdown:
	mkdir -p .build/bench
	$(SWIFT)c -O -wmo -swift-version 6 -module-name CommonMark -parse-as-library \
	  -I Sources/CCmark $$(pkg-config --cflags --libs libcmark) $$(find Sources/CommonMark -name '*.swift') \
	  Tests/Bench/Markdown/MarkdownBench.swift -o .build/bench/markdown
	.build/bench/markdown

# Looks for texts that break what the tests' oracle asks of the Markdown room. Inputs of interest and those
# that broke it are kept in .build/fuzz; the optional folder FUZZ_CORPUS has texts to begin with.
FUZZ_SECONDS ?= 60
fuzz:
	mkdir -p .build/fuzz/corpus
	$(SWIFT)c -O -swift-version 6 -enable-bare-slash-regex -module-name CommonMark -package-name jobreport \
	  -parse-as-library -sanitize=fuzzer,address -D CMARK_MALLOC -I Sources/CCmark $$(pkg-config --cflags --libs libcmark) \
	  $$(find Sources/CommonMark -name '*.swift') Tests/CommonMarkTests/Support/Oracle.swift \
	  Tests/CommonMarkTests/Support/Outline.swift Tests/CommonMarkTests/Support/Markup.swift Tests/Fuzz/Fuzz.swift \
	  -o .build/fuzz/fuzz
	SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 .build/fuzz/fuzz -max_total_time=$(FUZZ_SECONDS) \
	  -max_len=4096 -timeout=5 -artifact_prefix=.build/fuzz/ .build/fuzz/corpus $(FUZZ_CORPUS)

# The Markdown room and its tests alone, under AddressSanitizer: every piece of cmark's trees is an allocation
# of its own there. What the process holds at its end is no leak.
test-memory:
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --package-path Tests/Sanitizers --scratch-path .build/sanitizers \
	  --sanitize=address -Xswiftc -DCMARK_MALLOC

# The same for what a server sends: raw bytes as the answer to a request. Seeds are in Tests/Fuzz/HTTP.
fuzz-http: .build/fuzz/http
	mkdir -p .build/fuzz/http-corpus
	SWIFT_BACKTRACE=enable=no .build/fuzz/http -max_total_time=$(FUZZ_SECONDS) -max_len=2048 -timeout=20 \
	  -artifact_prefix=.build/fuzz/http- .build/fuzz/http-corpus Tests/Fuzz/HTTP/Seeds

# And for saved answers: bytes as a file of them. Seeds are in Tests/Fuzz/Readers. One allocation of 64 MiB for an input
# of 64 KiB is a finding.
fuzz-readers: .build/fuzz/readers
	mkdir -p .build/fuzz/readers-corpus
	SWIFT_BACKTRACE=enable=no .build/fuzz/readers -max_total_time=$(FUZZ_SECONDS) -max_len=65536 -timeout=20 \
	  -malloc_limit_mb=64 -artifact_prefix=.build/fuzz/readers- .build/fuzz/readers-corpus Tests/Fuzz/Readers/Seeds

.build/fuzz/http: FUZZ_TARGET = HTTPFuzz
.build/fuzz/readers: FUZZ_TARGET = ReadersFuzz
.build/fuzz/http .build/fuzz/readers:
	mkdir -p .build/fuzz
	$(SWIFT) build --package-path Tests/Fuzz --scratch-path .build/$(FUZZ_TARGET) --target $(FUZZ_TARGET)
	$(SWIFT)c -sanitize=fuzzer -o $@ $$(find .build/$(FUZZ_TARGET)/debug/*.build -name '*.o') \
	  $$(pkg-config --libs libcmark libcurl libcrypto sqlite3)

# The program, its man page and the completions of bash, zsh and fish. It is compiled with all optimizations, which takes
# several minutes.
install: root := $(call quoted,$(ROOT))
install: release
	$(RELEASE) --product generate-manual
	@programs=$$($(RELEASE) --show-bin-path) && root=$(root) && \
	packaging/share.sh "$$programs/jobreport" "$$programs/generate-manual" .build/share && \
	install -d "$$root/bin" && \
	install -s -m 755 "$$programs/jobreport" "$$root/bin/jobreport" && \
	$(LIGHTEN) "$$root/bin/jobreport" && \
	for file in $(SHARED_FILES); do \
	  install -d "$$root/share/$${file%/*}" && \
	  install -m 644 ".build/share/$$file" "$$root/share/$$file" || exit 1; \
	done && \
	echo "Installed $$root/bin/jobreport, with its man page and completions."

uninstall:
	@root=$(call quoted,$(ROOT)) && for file in bin/jobreport $(addprefix share/,$(SHARED_FILES)); do \
	  rm -f "$$root/$$file" || exit 1; \
	done && echo "Removed $$root/bin/jobreport, its man page and completions."

# What a release consists of, in .build/dist: an archive, on Linux a Debian package too, and their checksums.
dist:
	$(NEEDS) build package
	packaging/dist.sh

# Installs the package in a bare system of this machine's own kind, and makes a report there; needs root.
test-package: dist
	packaging/test-package.sh

clean:
	$(SWIFT) package clean
