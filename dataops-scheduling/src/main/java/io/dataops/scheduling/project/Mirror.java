package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The project that runs backwards from the horizon, with the same modes: what starts early there ends late here. */
final class Mirror {
    private Mirror() {}

    /** Jobs that stay while others are put later do not turn round, nor do starts that are fixed. */
    static boolean exists(Project p) {
        for (int j = 0; j < p.jobs; j++) {
            if (p.steady[j] || p.pinned[j] >= 0) {
                return false;
            }
        }
        return true;
    }

    static Project of(Project p) {
        ProjectBuilder b = Project.builder(p.horizon);
        for (int r = 0; r < p.capacity.length; r++) {
            int[] units = new int[p.horizon];
            for (int t = 0; t < p.horizon; t++) {
                units[t] = p.capacityAt(r, p.horizon - 1 - t);
            }
            if (p.capacityAt[r].length == 0) {
                b.resource(p.capacity[r]);
            } else {
                b.resource(units);
            }
        }
        for (int stock : p.stock) {
            b.stock(stock);
        }
        Map<Openings, Optional<BitSet>> calendars = new HashMap<>();
        for (int j = 0; j < p.jobs; j++) {
            b.job();
            b.jobs.get(j).lengthMatters = true;
            for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
                Optional<BitSet> open = calendars.computeIfAbsent(p.openings[m], o -> reversed(o, p.horizon));
                b.mode(j, p.duration[m], p.modeCost[m], units(p.demand[m]), units(p.consumption[m]), open)
                        .risk(j, p.modeRisk[m]);
            }
            b.between(j, Math.max(0, p.horizon - p.deadline[j]), p.horizon - p.release[j]);
            for (int a = p.before.first()[j]; a < p.before.first()[j + 1]; a++) {
                b.after(j, p.before.other()[a], p.before.lag()[a]);
            }
        }
        for (Project.MaxLag lag : p.maxLags) {
            b.within(/* earlier= */ lag.later(), /* later= */ lag.earlier(), lag.lag());
        }
        return b.build();
    }

    private static Optional<BitSet> reversed(Openings open, int horizon) {
        if (open.isAlways()) {
            return Optional.empty();
        }
        BitSet reversed = new BitSet(horizon);
        for (int t = 0; t < horizon; t++) {
            reversed.set(t, open.isOpen(horizon - 1 - t));
        }
        return Optional.of(reversed);
    }

    private static Map<Integer, Integer> units(int[] of) {
        Map<Integer, Integer> units = new TreeMap<>();
        for (int r = 0; r < of.length; r++) {
            units.put(r, of[r]);
        }
        return units;
    }

    /** Whether modes have the same numbers there. */
    static boolean isTrue(Project p, Project mirror) {
        return Arrays.equals(p.firstMode, mirror.firstMode) && Arrays.equals(p.duration, mirror.duration);
    }
}
