# make test runs everything that a change must pass; it needs Swift 6.2 or later and libcmark
# (apt install libcmark-dev, brew install cmark).

SWIFT ?= swift
PREFIX ?= /usr/local

.PHONY: build release test lint format bench install record clean

build:
	$(SWIFT) build

release:
	$(SWIFT) build -c release --product jobreport

test: lint
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Plugins Sources Tests templates

format:
	$(SWIFT) format --in-place --recursive Package.swift Plugins Sources Tests templates

# Writes what whole sites must look like anew; look at the difference before it is committed.
record:
	RECORD_GOLDEN=1 $(SWIFT) test --filter GoldenTests

# Times whole builds beside the floor measured in the same run; needs Python 3.9 and a C compiler.
# BENCH_FLAGS='--jobs 1000 10000' leaves out the largest.
bench:
	$(SWIFT) build -c release --product jobreport
	$(SWIFT) build -c release --product sample-api
	mkdir -p .build/bench
	$(CC) -O2 -o .build/bench/floor Tests/Bench/floor.c $$(pkg-config --cflags --libs libcmark)
	python3 Tests/Bench/bench.py "$$($(SWIFT) build -c release --show-bin-path)/jobreport" .build/bench/floor \
	  --sample-api "$$($(SWIFT) build -c release --show-bin-path)/sample-api" $(BENCH_FLAGS)

install: release
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 "$$($(SWIFT) build -c release --show-bin-path)/jobreport" $(DESTDIR)$(PREFIX)/bin/jobreport

clean:
	$(SWIFT) package clean
