package io.dataops.observability.micrometer;

import io.dataops.api.Anomaly;
import io.dataops.observability.anomaly.ManySeries;
import io.dataops.observability.series.RunningRate;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads every meter of a registry when asked to, and hands what it shows to detectors: a gauge as it is, a counter as what it counts a
 * minute, a timer or summary as count a minute, mean and maximum, a long task timer as its tasks and how long they take. Has no thread
 * and no clock of its own. Two watches over the same detectors may be used by two threads.
 *
 * <p>A series is called by meter and tags: {@code orders.latency{region=eu}.mean}; a comma within a tag is written as {@code \,}. How
 * many there may be, and when one that is gone gives its place to another, says {@link ManySeries#limit}. A gauge that shows nothing
 * (NaN) and a meter that throws have a gap. Buckets of histograms are not watched. Of a composite registry one of its registries
 * is read, if possible one with totals that go on.
 *
 * <pre>{@code
 * MeterWatch watch = MeterWatch.of(registry, ManySeries.of(Detectors.streaming(), 0.1).limit(1_000));
 * watch.sample(now).forEach(anomaly -> System.err.println(anomaly.reason()));
 * watch.per(Duration.ZERO);   // IllegalArgumentException: per (PT0S) must be more than zero.
 * }</pre>
 */
public final class MeterWatch {
    private final MeterRegistry registry;
    private final ManySeries series;
    private final Predicate<Meter.Id> wanted;
    private final Duration per;
    private final boolean stepwise;
    private final Map<String, RunningRate> rates = new HashMap<>();
    private @Nullable Instant last;
    private int unreadable;

    private MeterWatch(
            MeterRegistry registry, ManySeries series, Predicate<Meter.Id> wanted, Duration per, boolean stepwise) {
        this.registry = registry;
        this.series = series;
        this.wanted = wanted;
        this.per = per;
        this.stepwise = stepwise;
    }

    /**
     * Watches all meters.
     *
     * @param registry where they are; totals of meters that start again with every step are taken as those of a step
     * @param series the detectors
     * @return the watch
     */
    public static MeterWatch of(MeterRegistry registry, ManySeries series) {
        return new MeterWatch(registry, series, id -> true, Duration.ofMinutes(1), false);
    }

    /**
     * Watches some meters only.
     *
     * @param meters says which
     * @return a new watch over the same detectors
     */
    public MeterWatch only(Predicate<Meter.Id> meters) {
        return new MeterWatch(registry, series, wanted.and(meters), per, stepwise);
    }

    /**
     * Says counts by another unit of time than a minute.
     *
     * @param unit more than zero
     * @return a new watch over the same detectors
     */
    public MeterWatch per(Duration unit) {
        new RunningRate(unit);
        return new MeterWatch(registry, series, wanted, unit, stepwise);
    }

    /**
     * Takes totals as those of a step, for registries with meters of their own that start again with every step. Those of Micrometer are
     * known. What a step counted is not brought to a unit of time.
     *
     * @return a new watch over the same detectors
     */
    public MeterWatch stepwise() {
        return new MeterWatch(registry, series, wanted, per, true);
    }

    /**
     * Reads every meter once.
     *
     * @param now the time of the reading; nothing is read unless it is after that of the one before
     * @return the alarms, in the order of the meters' names
     */
    public List<Anomaly> sample(Instant now) {
        synchronized (series) {
            Instant before = last;
            if (before != null && !now.isAfter(before)) {
                return List.of();
            }
            last = now;
            unreadable = 0;
            Map<String, Meter> named = new TreeMap<>();
            MeterRegistry read = Registries.toRead(registry);
            boolean steps = stepwise || read instanceof StepMeterRegistry;
            for (Meter meter : read.getMeters()) {
                if (wanted.test(meter.getId()) && !isBucket(meter.getId())) {
                    named.put(name(meter.getId()), meter);
                }
            }
            rates.keySet().retainAll(named.keySet());
            List<Anomaly> alarms = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            named.forEach((name, meter) -> read(name, meter, now, steps).forEach((part, value) -> {
                String called = taken.add(name + part)
                        ? name + part
                        : name + part + " (" + meter.getId().getType() + ")";
                series.accept(called, now, value).ifPresent(alarms::add);
            }));
            return alarms;
        }
    }

    /**
     * Returns how many meters threw an exception when they were read the last time.
     *
     * @return 0 or more
     */
    public int unreadable() {
        synchronized (series) {
            return unreadable;
        }
    }

    private static boolean isBucket(Meter.Id id) {
        return id.syntheticAssociation() != null && id.getTag("le") != null;
    }

    private static String name(Meter.Id id) {
        if (id.getTags().isEmpty()) {
            return id.getName();
        }
        StringBuilder name = new StringBuilder(id.getName());
        char separator = '{';
        for (Tag tag : id.getTags()) {
            name.append(separator).append(tag.getKey()).append('=');
            name.append(tag.getValue().replace("\\", "\\\\").replace(",", "\\,"));
            separator = ',';
        }
        return name.append('}').toString();
    }

    /** What a meter shows, by what is added to its name. */
    private Map<String, Double> read(String name, Meter meter, Instant now, boolean steps) {
        Readings shown;
        try {
            shown = Readings.of(meter);
        } catch (RuntimeException e) {
            unreadable++;
            return Map.of();
        }
        Map<String, Double> parts = new TreeMap<>(shown.gauges());
        if (!shown.isTotal()) {
            return parts;
        }
        if (steps || Registries.isStepwise(meter)) {
            shown.counted(parts, shown.count(), shown.count() > 0 ? shown.sum() / shown.count() : Double.NaN);
        } else {
            RunningRate rate = rates.computeIfAbsent(name, n -> new RunningRate(per));
            if (rate.read(now, shown.count(), shown.sum())) {
                shown.counted(parts, rate.rate(), rate.mean());
            }
        }
        return parts;
    }
}
