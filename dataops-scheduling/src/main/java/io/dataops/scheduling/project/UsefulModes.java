package io.dataops.scheduling.project;

import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out modes that no best schedule needs: those that ask for more than there ever is, and those that another mode
 * undercuts in every respect.
 *
 * <p>Source: Sprecher, Hartmann and Drexl (1997), An exact algorithm for project scheduling with multiple modes.
 */
final class UsefulModes {
    private final ProjectBuilder b;

    UsefulModes(ProjectBuilder b) {
        this.b = b;
    }

    /** For each job, the numbers of the modes to keep, at least one; all of them if none could ever run. */
    List<List<Integer>> keep() {
        List<List<Integer>> kept = new ArrayList<>();
        for (ProjectBuilder.Job job : b.jobs) {
            List<Integer> numbers = new ArrayList<>();
            for (int m = 0; m < job.modes.size(); m++) {
                if (job.pinned >= 0 || isExecutable(job.modes.get(m))) {
                    numbers.add(m);
                }
            }
            kept.add(numbers.isEmpty() ? List.of(0) : numbers);
        }
        boolean changed = true;
        while (changed) {
            changed = removeTooHungry(kept);
        }
        for (int j = 0; j < kept.size(); j++) {
            kept.set(j, withoutDominated(j, kept.get(j)));
        }
        return kept;
    }

    boolean isExecutable(ProjectBuilder.Mode mode) {
        return mode.duration() == 0
                || mode.demand().entrySet().stream().allMatch(e -> e.getValue() <= b.capacity.get(e.getKey()));
    }

    /** Drops modes that use up more than the least use of all other jobs leaves. */
    private boolean removeTooHungry(List<List<Integer>> kept) {
        boolean changed = false;
        for (int k = 0; k < b.stock.size(); k++) {
            int stock = k;
            long least = 0;
            long[] own = new long[kept.size()];
            for (int j = 0; j < own.length; j++) {
                ProjectBuilder.Job job = b.jobs.get(j);
                own[j] = kept.get(j).stream()
                        .mapToLong(m -> job.modes.get(m).consumption().getOrDefault(stock, 0))
                        .min()
                        .orElse(0);
                least += own[j];
            }
            for (int j = 0; j < own.length; j++) {
                ProjectBuilder.Job job = b.jobs.get(j);
                long room = b.stock.get(k) - least + own[j];
                List<Integer> fitting = kept.get(j).stream()
                        .filter(m -> job.modes.get(m).consumption().getOrDefault(stock, 0) <= room)
                        .toList();
                if (!fitting.isEmpty() && fitting.size() < kept.get(j).size()) {
                    kept.set(j, fitting);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private List<Integer> withoutDominated(int j, List<Integer> numbers) {
        List<Integer> left = new ArrayList<>();
        for (int m : numbers) {
            boolean dominated = false;
            for (int other : numbers) {
                boolean first = other < m || !undercuts(j, m, other);
                dominated |= other != m && first && undercuts(j, other, m);
            }
            if (!dominated) {
                left.add(m);
            }
        }
        return left;
    }

    /** In no respect worse; where openings differ, modes are not compared. */
    private boolean undercuts(int j, int first, int second) {
        ProjectBuilder.Job job = b.jobs.get(j);
        ProjectBuilder.Mode one = job.modes.get(first);
        ProjectBuilder.Mode two = job.modes.get(second);
        return one.open().equals(two.open())
                && ((job.lengthMatters || !b.undoCosts.factors().isEmpty())
                        ? one.duration() == two.duration()
                        : one.duration() <= two.duration())
                && one.cost() <= two.cost()
                && costOfUndoing(j, first) <= costOfUndoing(j, second)
                && chance(j, first) <= chance(j, second)
                && job.risks.get(first) <= job.risks.get(second)
                && one.demand().entrySet().stream()
                        .allMatch(e -> e.getValue() <= two.demand().getOrDefault(e.getKey(), 0))
                && one.consumption().entrySet().stream()
                        .allMatch(e -> e.getValue() <= two.consumption().getOrDefault(e.getKey(), 0));
    }

    private double chance(int j, int mode) {
        return b.undoCosts.sets().isEmpty() ? 0 : b.undoCosts.chances().get(j).get(mode);
    }

    private double costOfUndoing(int j, int mode) {
        return b.undoCosts.sets().isEmpty() ? 0 : b.undoCosts.costs().get(j).get(mode);
    }
}
