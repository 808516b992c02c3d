# make test runs everything that a change must pass; it needs Swift 6.2 or later and libcmark
# (apt install libcmark-dev, brew install cmark).

SWIFT ?= swift
PREFIX ?= /usr/local

.PHONY: build release test lint format install record clean

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

install: release
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 "$$($(SWIFT) build -c release --show-bin-path)/jobreport" $(DESTDIR)$(PREFIX)/bin/jobreport

clean:
	$(SWIFT) package clean
