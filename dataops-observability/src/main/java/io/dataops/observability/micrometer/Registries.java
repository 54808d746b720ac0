package io.dataops.observability.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.step.StepCounter;
import io.micrometer.core.instrument.step.StepDistributionSummary;
import io.micrometer.core.instrument.step.StepFunctionCounter;
import io.micrometer.core.instrument.step.StepFunctionTimer;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepTimer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** Which registry of a composite one is read, and whose totals are those of a step. */
final class Registries {

    private Registries() {}

    /**
     * A composite meter shows what one of its registries has, in no order: totals that go on today, those of a step tomorrow. So one
     * registry is read, the same each time.
     */
    static MeterRegistry toRead(MeterRegistry registry) {
        if (!(registry instanceof CompositeMeterRegistry)) {
            return registry;
        }
        Set<MeterRegistry> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<MeterRegistry> open = new ArrayDeque<>();
        open.add(registry);
        while (!open.isEmpty()) {
            MeterRegistry next = open.remove();
            if (seen.add(next) && next instanceof CompositeMeterRegistry composite) {
                open.addAll(composite.getRegistries());
            }
        }
        return seen.stream()
                .filter(each -> !(each instanceof CompositeMeterRegistry))
                .min(Comparator.comparing((MeterRegistry each) -> each instanceof StepMeterRegistry)
                        .thenComparing(each -> each.getClass().getName()))
                .orElse(registry);
    }

    static boolean isStepwise(Meter meter) {
        return meter instanceof StepCounter
                || meter instanceof StepTimer
                || meter instanceof StepDistributionSummary
                || meter instanceof StepFunctionCounter
                || meter instanceof StepFunctionTimer;
    }
}
