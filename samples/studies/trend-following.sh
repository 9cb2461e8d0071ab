#!/usr/bin/env bash
# The study of docs/studies/trend-following.md: searches, walks, checks, votes and predictions over real candles, then its tables and pictures.
#   ./samples/studies/trend-following.sh [DATA_DIR] [OUT_DIR] [SERIES]…
# DATA_DIR is the folder that holds candles/ (default ../shared/data beside the project), OUT_DIR what is written (default artifacts/study).
# Without SERIES all of them run. Needs bash, python3 and what ./argosy needs; ARGOSY_COMMAND names another argosy.
set -euo pipefail

here=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd)
root=$(cd -- "$here/../.." && pwd)
data=${1:-$root/../shared/data}
out=${2:-$root/artifacts/study}
wanted=("${@:3}")
argosy=${ARGOSY_COMMAND:-$root/argosy}

fail() { echo "error: $1" >&2; exit 2; }
[[ -d $data/candles ]] || fail "no folder 'candles' in '$data'; expected the folder of the market data: $0 DATA_DIR OUT_DIR"
command -v python3 >/dev/null || fail "'python3' is not on the PATH; it makes the tables (Debian and Ubuntu: apt install python3)"

# Name, file, first instant judged, length learnt on, length tested on, what it costs and how it is traded.
spot="--fee 0.2% --slippage-bps 5 --spread-bps 4|"
perpetual="--fee 0.05% --slippage-bps 5 --spread-bps 4|--margin isolated --short"
series=(
    "BTC-1h|bitstamp_BTC-USD_1h|2019-01-10T06:00|240d|60d|$spot"
    "BTC-4h|coinbase_BTC-USD_4h|2019-01-10|240d|60d|$spot"
    "ETH-4h|coinbase_ETH-USD_4h|2019-01-10|240d|60d|$spot"
    "ALGO-1d|coinbase_ALGO-USD_1d|2021-12-31|730d|180d|$spot"
    "LINK-1d|coinbase_LINK-USD_1d|2021-12-31|730d|180d|$spot"
    "ETC-1d|coinbase_ETC-USD_1d|2021-12-31|730d|180d|$spot"
    "OXT-1d|coinbase_OXT-USD_1d|2021-12-31|730d|180d|$spot"
    "BLZ-1d|coinbase_BLZ-USD_1d|2023-06-25|540d|180d|$spot"
    "ENS-1d|coinbase_ENS-USD_1d|2023-06-25|540d|180d|$spot"
    "LDO-1d|coinbase_LDO-USD_1d|2023-12-27|360d|120d|$spot"
    "WLD-1h|binanceperp_WLD-USDT_1h|2023-10-12T22:00|30d|10d|$perpetual"
)
# The strategies searched, with the sets of each: 90 that can run, 100 and 100.
strategies=(ma-cross donchian rsi)
ma_cross=(--strategy ma-cross --param trigger=state --range fast=5..50:5 --range slow=20..200:20)
donchian=(--strategy donchian --range period=10..100:10 --range exit=5..50:5)
rsi=(--strategy rsi --range period=7..28:7 --range low=20..40:5 --range high=60..80:5)

for name in "${wanted[@]}"; do
    [[ " ${series[*]%%|*} " == *" $name "* ]] || fail "no series '$name'; expected one of: ${series[*]%%|*}"
done

mkdir -p "$out"
# A catalogue of its own: trials are counted from zero, and nothing of yours is touched.
ARGOSY_DATA=$(mktemp -d)
export ARGOSY_DATA
trap 'rm -rf "$ARGOSY_DATA"' EXIT

begin=$SECONDS
for line in "${series[@]}"; do
    IFS='|' read -r name file split train test costs kind <<<"$line"
    [[ ${#wanted[@]} -eq 0 || " ${wanted[*]} " == *" $name "* ]] || continue
    read -ra kind <<<"$kind"
    read -ra costs <<<"$costs"
    trading=("${costs[@]}" "${kind[@]}")
    # A search's file holds its costs, but not what concerns perpetual contracts.
    again=()
    [[ ${#kind[@]} -eq 0 ]] || again=("${trading[@]}")
    to=$out/$name
    rm -rf "$to"
    mkdir -p "$to"
    run() { "$argosy" "$@" >>"$to/output.txt" 2>>"$to/errors.txt" || { cat "$to/errors.txt" >&2; fail "this failed: argosy $*"; }; }
    sha256sum "$data/candles/$file.csv.gz" | cut -d' ' -f1 >"$to/sha256.txt"
    run data import "$data/candles/$file.csv.gz" --name "$file" --json "$to/import.json"

    for strategy in "${strategies[@]}"; do
        declare -n sets=${strategy//-/_}
        # What a search over everything promises, and what the checks say of it.
        run optimize --data "$file" "${sets[@]}" "${trading[@]}" --json "$to/$strategy-all.json"
        run backtest --data "$file" --from-optimization "$to/$strategy-all.json" "${again[@]}" --json "$to/$strategy-best.json"
        run validate --data "$file" "${sets[@]}" "${trading[@]}" --json "$to/$strategy-checks.json"
        # Chosen once before the first instant judged and kept; chosen again for each window.
        run optimize --data "$file" "${sets[@]}" "${trading[@]}" --to "$split" --json "$to/$strategy-before.json"
        run backtest --data "$file" --from-optimization "$to/$strategy-before.json" "${again[@]}" --from "$split" --json "$to/$strategy-kept.json"
        run walkforward --data "$file" "${sets[@]}" "${trading[@]}" --train "$train" --test "$test" --json "$to/$strategy-walk.json" \
            --equity-file "$to/$strategy-walk.csv"
    done

    voters=$(python3 "$here/trend-following.py" voters "$to" "${strategies[@]}")
    run backtest --data "$file" --strategy consensus --param mode=majority --param "voters=$voters" "${trading[@]}" --from "$split" \
        --json "$to/consensus.json"
    run backtest --data "$file" --strategy buy-and-hold "${trading[@]}" --from "$split" --json "$to/hold.json" --equity-file "$to/hold.csv"

    run train --data "$file" --train "$train" --test "$test" --model "$to/model.json" --json "$to/forest.json"
    run train --data "$file" --train "$train" --test "$test" --shuffle-labels --json "$to/forest-shuffled.json"
    run backtest --data "$file" --strategy prediction --param "model=$to/model.json" "${trading[@]}" --from "$split" --json "$to/prediction.json"
    run backtest --data "$file" --strategy prediction --param "model=$to/model.json" "${kind[@]}" --fee 0 \
        --from "$split" --json "$to/prediction-free.json"
    echo "$name done, $((SECONDS - begin)) s" >&2
done

python3 "$here/trend-following.py" tables "$out" "${series[@]%%|*}"
