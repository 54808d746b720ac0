package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.ProgressListener;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Two searches that divide the budget; the better answer counts, the first one's if they are equal. Each takes half of the steps;
 * both take the whole time on threads of their own, or half of it one after the other on one.
 *
 * <p>If the first proves its answer optimal, the second is stopped and not counted. If the second does, the first is stopped where
 * time is limited; under a limit of steps alone it goes on, so that the answer does not depend on who was faster.
 */
final class RaceSearch implements Core {
    private final Core first;
    private final OptaPlannerSearch second;
    private final boolean sideBySide;
    private boolean secondWon;

    RaceSearch(Core first, OptaPlannerSearch second, boolean sideBySide) {
        this.first = first;
        this.second = second;
        this.sideBySide = sideBySide;
    }

    @Override
    public String describe() {
        return "race, won by " + (secondWon ? second : first).describe() + " against "
                + (secondWon ? first : second).describe();
    }

    @Override
    public Individual search(
            Project project, long[] goal, Budget budget, Budget.Meter meter, ProgressListener listener) {
        long left = Math.max(0, budget.maxSteps() - meter.steps());
        boolean timed = budget.maxTime().isPresent();
        AtomicBoolean proven = new AtomicBoolean();
        boolean unlimited = budget.maxSteps() == Long.MAX_VALUE;
        Budget half = part(budget, meter, unlimited ? budget.maxSteps() : (left + 1) / 2, !sideBySide);
        Budget mine = timed
                ? half.withTicker(() ->
                        proven.get() ? Long.MAX_VALUE / 2 : budget.ticker().nanos())
                : half;
        Budget.Meter firstMeter = mine.start();
        AtomicLong secondSteps = new AtomicLong();
        AtomicReference<@Nullable Individual> one = new AtomicReference<>();
        AtomicReference<@Nullable Individual> two = new AtomicReference<>();
        BooleanSupplier over =
                () -> reached(goal, one.get()) || Thread.currentThread().isInterrupted();
        try (Lanes lanes = new Lanes(sideBySide ? 2 : 1)) {
            lanes.run(
                    List.of(
                            stop -> one.set(first.search(project, goal, mine, firstMeter, progress -> {
                                if (!proven.get()) {
                                    listener.progressed(unlimited ? progress : progress.outOf(budget.maxSteps()));
                                }
                            })),
                            stop -> {
                                if (stop.getAsBoolean()) {
                                    return;
                                }
                                Budget rest = part(budget, meter, unlimited ? budget.maxSteps() : left / 2, false);
                                Budget.Meter own = rest.start();
                                two.set(second.search(project, goal, rest, own, stop));
                                secondSteps.set(own.steps());
                                proven.set(timed && reached(goal, two.get()));
                            }),
                    over);
        }
        meter.spend(firstMeter.steps());
        Individual a = Objects.requireNonNull(one.get());
        Individual b = two.get();
        secondWon = false;
        if (b == null || (!timed && reached(goal, a))) {
            return a;
        }
        meter.spend(secondSteps.get());
        secondWon = Valuation.betterWithoutTies(b.values, a.values);
        return secondWon ? b : a;
    }

    private static boolean reached(long[] goal, @Nullable Individual x) {
        return x != null && !Valuation.better(goal, x.values);
    }

    /** So many steps, and what is left of the time or half of it. */
    private static Budget part(Budget budget, Budget.Meter meter, long steps, boolean halved) {
        return new Budget(
                steps, meter.timeLeft().map(time -> halved ? time.dividedBy(2) : time), budget.seed(), budget.ticker());
    }
}
