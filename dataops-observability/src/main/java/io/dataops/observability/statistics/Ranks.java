package io.dataops.observability.statistics;

/** Mid-ranks of two sorted samples, doubled so that they are whole numbers. */
final class Ranks {
    private final int[] doubled;
    private final long doubledSum;
    private final double tieTerm;

    private Ranks(int[] doubled, long doubledSum, double tieTerm) {
        this.doubled = doubled;
        this.doubledSum = doubledSum;
        this.tieTerm = tieTerm;
    }

    static Ranks of(double[] x, double[] y) {
        int m = x.length;
        int n = y.length;
        int[] doubled = new int[m + n];
        long sum = 0;
        double ties = 0;
        int i = 0;
        int j = 0;
        while (i < m || j < n) {
            double value = j == n || (i < m && x[i] <= y[j]) ? x[i] : y[j];
            int before = i + j;
            int fromX = i;
            while (i < m && x[i] == value) {
                i++;
            }
            while (j < n && y[j] == value) {
                j++;
            }
            int count = i + j - before;
            int rank = 2 * before + count + 1;
            for (int k = before; k < i + j; k++) {
                doubled[k] = rank;
            }
            sum += (long) (i - fromX) * rank;
            ties += (double) count * count * count - count;
        }
        return new Ranks(doubled, sum, ties);
    }

    /** Twice the rank sum of the first sample. */
    long doubledSum() {
        return doubledSum;
    }

    /** Sum of t^3 - t over groups of t equal values. */
    double tieTerm() {
        return tieTerm;
    }

    /** Probabilities of a rank sum at least, and at most, the observed one, over all choices of m ranks. */
    double[] exactTails(int m) {
        int total = 0;
        for (int rank : doubled) {
            total += rank;
        }
        double[][] ways = new double[m + 1][total + 1];
        ways[0][0] = 1;
        int seen = 0;
        int reach = 0;
        for (int rank : doubled) {
            reach += rank;
            seen++;
            for (int k = Math.min(m, seen); k >= 1; k--) {
                double[] to = ways[k];
                double[] from = ways[k - 1];
                for (int s = reach; s >= rank; s--) {
                    to[s] += from[s - rank];
                }
            }
        }
        double all = 0;
        double atLeast = 0;
        double atMost = 0;
        for (int s = 0; s <= total; s++) {
            all += ways[m][s];
            atLeast += s >= doubledSum ? ways[m][s] : 0;
            atMost += s <= doubledSum ? ways[m][s] : 0;
        }
        return new double[] {atLeast / all, atMost / all};
    }
}
