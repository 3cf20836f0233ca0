"""Times of the Python library lifetimes on the summaries that benches/models.mjs wrote: `cargo xtask bench --only models`."""

import sys
import time
import warnings

warnings.filterwarnings("ignore")
try:
    import lifetimes
    import pandas
except ImportError as missing:
    print(f"  lifetimes is not there ({missing}): left out. pip install lifetimes==0.11.3")
    sys.exit(0)

print(f"lifetimes {lifetimes.__version__}, the same customers")
for customers in (2357, 100_000, 1_000_000):
    table = pandas.read_csv(f"{sys.argv[1]}/summaries-{customers}.csv")
    fitters = [lifetimes.BetaGeoFitter, lifetimes.ModifiedBetaGeoFitter]
    # Its Nelder-Mead would take minutes on more.
    if customers <= 2357:
        fitters.append(lifetimes.ParetoNBDFitter)
    for fitter in fitters:
        start = time.perf_counter()
        try:
            fitter().fit(table["x"], table["t_x"], table["T"])
            said = ""
        except Exception as error:  # it refuses some bases
            said = f" ({type(error).__name__})"
        elapsed = (time.perf_counter() - start) * 1e3
        print(f"  {customers:>9} customers, fit {fitter.__name__:24} {elapsed:10.1f} ms{said}", flush=True)
