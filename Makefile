# chungthuc. `make demo` shows the product, `make test` tests it; each target first installs what it needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build

# What the program needs to be built and to run.
PACKAGES := pkg-config libssl-dev libqpdf-dev libpoppler-cpp-dev libpango1.0-dev libcairo2-dev \
	libcurl4-openssl-dev libidn2-dev libinotifytools0-dev libp11-kit-dev libsqlite3-dev libqrencode-dev liblcms2-dev \
	libxlsxwriter-dev poppler-utils fonts-liberation2 fonts-noto-core fonts-droid-fallback fonts-noto-color-emoji
# The third parties that judge the tests.
JUDGES := curl qpdf openssl sqlite3 strace libnss3-tools softhsm2 opensc zbar-tools python3-venv e2fsprogs postfix \
	default-jre-headless libpdfbox2-java libfontbox2-java libcommons-logging-java libactivation-java libjaxb-api-java
PYTHON_JUDGES := 'pyhanko[opentype]==0.38.0' 'pyhanko-cli==0.6.0' 'certomancer[web-api]==0.16.0' \
	'openpyxl==3.1.5' 'page-validation==0.11.0'

# Every import must be a declared dependency: the rooms' order depends on it.
SWIFT_BUILD_FLAGS := --explicit-target-dependency-import-check error

.PHONY: build toolchain deps judges demo test torture mail-torture bench-mail corpus bench bench-register fuzz folders \
	lint clean

# With the Swift libraries inside: the program starts in two thirds of the time, and runs where no Swift is installed.
build: deps
	@echo '==> Building the program (release; a first build takes some minutes)'
	@swift build -c release --product chungthuc --static-swift-stdlib $(SWIFT_BUILD_FLAGS)

demo: build
	@echo '==> Playing all the roles on a sample scan'
	@.build/release/chungthuc demo

test: deps judges
	@echo '==> Building the tests (a first build takes some minutes)'
	@swift build --build-tests $(SWIFT_BUILD_FLAGS)
	@echo '==> Testing'
	@.ci/run-tests
	@python3 Tests/Torture/torture.py quick

# What a crash, a power cut or a full disk may do, at every system call of an office's day: some hours for all of it.
# TORTURE='--sample 20 cuts mutants' runs a part; python3 Tests/Torture/torture.py --help names them.
torture: build judges
	@echo '==> Torturing'
	@python3 Tests/Torture/torture.py --program .build/release/chungthuc $(TORTURE)
	@swift build --build-tests $(SWIFT_BUILD_FLAGS)
	@TORTURE_IN_FLIGHT=10000 swift test --skip-build --disable-xctest --filter RecoveryTests.inFlight

# The whole way of many documents on this machine beside the machine's own limit: BENCH='--documents 1000 --input scan.pdf'.
bench: build
	@.build/release/chungthuc bench $(BENCH)

# A million entries, then what lists and reports of them take: REGISTER=100000 for fewer.
bench-register: build judges
	@.ci/install time bc
	@Tests/Bench/register $(REGISTER)

# 10,000 copies to a server that fails one in five, by a daemon that is killed: some half an hour. MAILS='1000 5' for 1,000
# with 5 kills.
mail-torture: build judges
	@echo '==> Sending copies through faults and kills'
	@python3 Tests/Mail/torture.py $(MAILS)

# How many messages go out each second, and what memory large ones take.
bench-mail: build judges
	@python3 Tests/Mail/rate.py
	@python3 Tests/Mail/memory.py

# PDFs that others made, difficult ones: CORPUS=/a/folder. The repository holds none.
CORPUS ?= ../shared/corpus

corpus: build judges
	@if [ -d '$(CORPUS)' ]; then \
		echo '==> Certifying and judging every PDF of $(CORPUS) (700 files take some minutes)'; \
		.venv/bin/python -B Tests/Corpus/corpus.py .build/release/chungthuc '$(CORPUS)'; \
	else \
		echo 'make: skipped: there is no folder $(CORPUS); name one with CORPUS=/a/folder' >&2; \
	fi

# Mutated PDFs into the inbox of a running office: FUZZ='--count 1000 --seed 7' for fewer or others.
fuzz: build judges
	@.venv/bin/python -B Tests/Fuzz/fuzz.py .build/release/chungthuc '$(CORPUS)' $(FUZZ)

# Slow writers, a flood, a swapper, and times beside a burst: FOLDERS='writers --trials 500' for one of them.
folders: build judges
	@python3 -B Tests/Folders/folders.py .build/release/chungthuc $(FOLDERS)

lint: toolchain
	@echo '==> Checking the format'
	@swift format lint --strict --recursive Package.swift Sources Tests

toolchain:
	@command -v swift >/dev/null || { \
		echo 'make: no Swift toolchain on the PATH. Install Swift 6.2 or newer as described at' \
			'https://www.swift.org/install/linux, add its usr/bin to the PATH, and run make again.' >&2; \
		exit 1; \
	}

deps: toolchain
	@.ci/install $(PACKAGES)

judges: deps
	@.ci/install $(JUDGES)
	@[ -x .venv/bin/python ] || python3 -m venv .venv || /usr/bin/python3 -m venv --clear .venv
	@if [ "$$(.venv/bin/pip freeze 2>/dev/null | grep -ciE '^(pyhanko==0.38.0|pyhanko-cli==0.6.0|certomancer==0.16.0|openpyxl==3.1.5|page-validation==0.11.0)$$')" != 5 ]; then \
		echo '==> Installing the Python judges into .venv'; \
		.venv/bin/pip install --quiet --disable-pip-version-check $(PYTHON_JUDGES); \
	fi

clean:
	@rm -rf .build .venv
