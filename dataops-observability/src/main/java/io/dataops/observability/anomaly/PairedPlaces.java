package io.dataops.observability.anomaly;

import java.util.List;

/**
 * Whether one detector finds more than another of the same events at the same places.
 *
 * <p>Events at one place meet the same noise, so the place counts once, with the difference between what both found there. If both are
 * equally good each difference is as likely with the other sign: the p-value is the share of all signs that give the one as much or more
 * (Fisher's exact paired randomization test; McNemar's exact test where one event is tried). A place where either alarms without an event
 * says nothing about what it finds and is left out; such alarms are counted against the budget.
 *
 * @param count how many places were compared
 * @param lead how much more of the events there the one finds, -1 to 1
 * @param pValue of no more than luck, one-sided
 * @param less the events of which the one finds fewer there
 */
record PairedPlaces(int count, double lead, double pValue, List<InjectedEvent> less) {

    /** Who can compare two detectors. */
    interface Source {
        PairedPlaces compare(DetectorKind one, DetectorKind other);
    }

    /** Whether the one finds more for certain at a level, and no event less: it is better then whatever mix of these comes. */
    boolean better(double level) {
        return pValue <= level && less.isEmpty();
    }

    /** For the events found at each place by the one less those by the other, of so many tried. Time and memory: places x their sum. */
    static PairedPlaces of(List<Integer> differences, int tried, List<InjectedEvent> less) {
        int most = differences.stream().mapToInt(Math::abs).sum();
        double[] share = new double[2 * most + 1];
        share[most] = 1;
        int sum = 0;
        for (int difference : differences) {
            double[] next = new double[share.length];
            for (int i = 0; i < share.length; i++) {
                if (share[i] > 0) {
                    next[i - difference] += share[i] / 2;
                    next[i + difference] += share[i] / 2;
                }
            }
            share = next;
            sum += difference;
        }
        double asMuch = 0;
        for (int i = most + sum; i < share.length; i++) {
            asMuch += share[i];
        }
        return new PairedPlaces(differences.size(), tried == 0 ? 0 : (double) sum / tried, Math.min(1, asMuch), less);
    }
}
