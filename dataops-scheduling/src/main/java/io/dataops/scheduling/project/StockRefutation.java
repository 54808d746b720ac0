package io.dataops.scheduling.project;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Proves that a stock is not enough for the time that there is: modes that are quick enough use up too much of it, modes that use up
 * little take too long.
 *
 * <p>A price on each unit of the stock turns both into one figure. Every job is given the mode that is cheapest by work and price;
 * if the sum is more than all the work that a resource can do and the price of all of the stock, no choice of modes keeps both
 * (Lagrangian relaxation). The same is asked of chains of jobs and the time until their deadlines, by the clock and by a clock that
 * stands still while nothing may run. Any price gives a proof, so those are tried at which some job would change its mode, all in exact
 * arithmetic. Takes time linear in prices times modes and arcs.
 *
 * <p>Source: Geoffrion (1974), Lagrangean relaxation for integer programming.
 */
final class StockRefutation {
    /** Prices that are tried, spread over all there are. */
    private static final int MOST_PRICES = 64;

    private final Project p;
    private final Bounds bounds;
    private final boolean[] fits;
    private final int[] openUntil;

    private StockRefutation(Project p) {
        this.p = p;
        this.bounds = new Bounds(p);
        this.fits = new boolean[p.duration.length];
        this.openUntil = openUntil(p);
        for (int j = 0; j < p.jobs; j++) {
            for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
                fits[m] = p.pinned[j] >= 0 || p.end(m, p.firstStart(m, bounds.earliestStart[j])) <= p.deadline[j];
            }
        }
    }

    /** A price of so many units of work for each so many units of the stock. */
    private record Price(long work, long units) {
        static Price of(long work, long units) {
            long common =
                    BigInteger.valueOf(work).gcd(BigInteger.valueOf(units)).longValue();
            return new Price(work / common, units / common);
        }
    }

    /** Whether it is proven that some stock is not enough; false if that is not known. */
    static boolean refutes(Project p) {
        if (p.stock.length == 0) {
            return false;
        }
        try {
            StockRefutation refutation = new StockRefutation(p);
            for (int k = 0; k < p.stock.length; k++) {
                if (refutation.refutes(k)) {
                    return true;
                }
            }
        } catch (ArithmeticException tooLarge) {
            return false;
        }
        return false;
    }

    private boolean refutes(int stock) {
        int[] least = new int[p.jobs];
        long spare = p.stock[stock];
        for (int j = 0; j < p.jobs; j++) {
            least[j] = Integer.MAX_VALUE;
            for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
                least[j] = fits[m] ? Math.min(least[j], p.consumption[m][stock]) : least[j];
            }
            if (least[j] == Integer.MAX_VALUE) {
                return true;
            }
            spare -= least[j];
        }
        if (spare < 0) {
            return true;
        }
        for (int r = 0; r < p.capacity.length; r++) {
            for (Price price : prices(stock, r)) {
                if (work(stock, r, price, least, spare)) {
                    return true;
                }
            }
        }
        for (Price price : prices(stock, -1)) {
            if (chain(stock, price, least, spare, false) || chain(stock, price, least, spare, true)) {
                return true;
            }
        }
        return false;
    }

    /** What a mode takes of a resource, or of time alone. */
    private long work(int mode, int resource) {
        return resource < 0 ? p.duration[mode] : (long) p.duration[mode] * p.demand[mode][resource];
    }

    /** The prices at which some job changes from one mode to another. */
    private List<Price> prices(int stock, int resource) {
        TreeSet<Price> all = new TreeSet<>(Comparator.comparingDouble((Price x) -> (double) x.work / x.units)
                .thenComparingLong(Price::work)
                .thenComparingLong(Price::units));
        for (int j = 0; j < p.jobs; j++) {
            for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
                for (int o = p.firstMode[j]; o < p.firstMode[j + 1]; o++) {
                    long saved = (long) p.consumption[o][stock] - p.consumption[m][stock];
                    long more = work(m, resource) - work(o, resource);
                    if (fits[m] && fits[o] && saved > 0 && more > 0) {
                        all.add(Price.of(more, saved));
                    }
                }
            }
        }
        List<Price> sorted = new ArrayList<>(all);
        List<Price> some = new ArrayList<>();
        int count = Math.min(MOST_PRICES, sorted.size());
        for (int i = 0; i < count; i++) {
            some.add(sorted.get((int) ((long) i * sorted.size() / count)));
        }
        return some;
    }

    /** What a job costs at least, by work and by what it uses up beyond the least. */
    private long cheapest(int job, int stock, int resource, Price price, int least) {
        long cost = Long.MAX_VALUE;
        for (int m = p.firstMode[job]; m < p.firstMode[job + 1]; m++) {
            if (fits[m]) {
                long work = Math.multiplyExact(work(m, resource), price.units);
                long used = Math.multiplyExact((long) p.consumption[m][stock] - least, price.work);
                cost = Math.min(cost, Math.addExact(work, used));
            }
        }
        return cost;
    }

    private boolean work(int stock, int resource, Price price, int[] least, long spare) {
        long there = 0;
        for (int t = 0; t < p.horizon; t++) {
            there += openUntil[t + 1] > openUntil[t] ? p.capacityAt(resource, t) : 0;
        }
        long limit = Math.addExact(Math.multiplyExact(there, price.units), Math.multiplyExact(spare, price.work));
        long sum = 0;
        for (int j = 0; j < p.jobs; j++) {
            if (p.pinned[j] < 0) {
                sum = Math.addExact(sum, cheapest(j, stock, resource, price, least[j]));
            }
        }
        return sum > limit;
    }

    private boolean chain(int stock, Price price, int[] least, long spare, boolean whileOpen) {
        long[] end = new long[p.jobs];
        long room = Math.multiplyExact(spare, price.work);
        for (int j : p.topological) {
            long ready = Math.multiplyExact(clock(bounds.earliestStart[j], whileOpen), price.units);
            if (p.pinned[j] >= 0) {
                end[j] = Math.multiplyExact(clock(p.end(p.firstMode[j], p.pinned[j]), whileOpen), price.units);
                continue;
            }
            for (int a = p.before.first()[j]; a < p.before.first()[j + 1]; a++) {
                int lag = p.before.lag()[a];
                if (lag >= 0 || !whileOpen) { // a job that starts with its leader may do so before that ends
                    long later = whileOpen ? 0 : Math.multiplyExact((long) lag, price.units);
                    ready = Math.max(ready, Math.addExact(end[p.before.other()[a]], later));
                }
            }
            end[j] = Math.addExact(ready, cheapest(j, stock, -1, price, least[j]));
            long until = Math.multiplyExact(clock(p.deadline[j], whileOpen), price.units);
            if (end[j] > Math.addExact(until, room)) {
                return true;
            }
        }
        return false;
    }

    /** What a clock shows in a slot. */
    private long clock(int slot, boolean whileOpen) {
        int within = Math.max(0, Math.min(slot, p.horizon));
        return whileOpen ? openUntil[within] + (slot - within) : slot;
    }

    /** How many slots before each one are open for some mode. */
    private static int[] openUntil(Project p) {
        boolean[] open = new boolean[p.horizon];
        for (Openings openings : new LinkedHashSet<>(Arrays.asList(p.openings))) {
            for (int t = 0; t < p.horizon; t++) {
                open[t] |= openings.isOpen(t);
            }
        }
        int[] until = new int[p.horizon + 1];
        for (int t = 0; t < p.horizon; t++) {
            until[t + 1] = until[t] + (open[t] ? 1 : 0);
        }
        return until;
    }
}
