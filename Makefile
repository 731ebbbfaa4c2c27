# One command each. All set-up is done by packaging/bootstrap.py (Python 3.11's standard library only).
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BOOT = $(PYTHON) packaging/bootstrap.py

.DEFAULT_GOAL := help
.PHONY: help setup run test test-slow check format bench tour lock clean

help: ## 列出全部命令 · list every command with a sentence each
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/\1\t\2/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

setup: ## 建立 ./.venv 并安装锁定的软件包 · create ./.venv and install the locked packages
	@$(BOOT) setup

run: ## 打开窗口;没有显示器时改为演示并留下图片和 PDF · open the window, or run the tour where there is no display
	@$(BOOT) run $(ARGS)

test: ## 运行测试 · run the tests (ARGS="tests/app -k name" narrows them)
	@$(BOOT) test $(ARGS)

test-slow: ## 运行慢速测试(断电、压力、整机流程)并写出 RELIABILITY.md · run the slow tests, write their table (ARGS="--row=R-01" narrows them)
	@$(BOOT) test-slow $(ARGS)

check: ## 代码检查:ruff、mypy --strict、分层约定、许可证 · lint, types, import contracts, licences
	@$(BOOT) check

format: ## 用 ruff 排版代码 · format the code and sort imports with ruff
	@$(BOOT) format

bench: ## 测量性能并与目标比较 · measure speed against the targets
	@$(BOOT) bench $(ARGS)

tour: ## 用真实按键走完主要流程,图片和 PDF 在 build/tour · drive the real window through the main workflows
	@$(BOOT) tour $(ARGS)

lock: ## 重新生成锁定文件(需要网络)· resolve the dependencies again and write the lock files
	@$(BOOT) lock

clean: ## 删除 ./.venv、构建结果和缓存 · remove ./.venv, build results and caches
	@$(BOOT) clean
