package io.dataops.observability.micrometer;

import io.dataops.api.Anomaly;
import io.dataops.observability.anomaly.ManySeries;
import io.dataops.observability.series.RunningCounter;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads every meter of a registry when asked to, and hands what it shows to detectors: a gauge as it is, a counter as what it counted
 * since the reading before, a timer or summary as count, mean and maximum of that stretch. Has no thread and no clock of its own. Not
 * safe for use by several threads.
 *
 * <p>A series is called by meter and tags: {@code orders.latency{region=eu}.mean}. How many there may be says {@link
 * ManySeries#limit}.
 *
 * <pre>{@code
 * MeterWatch watch = MeterWatch.of(registry, ManySeries.of(Detectors.streaming(), 0.1).limit(1_000));
 * watch.sample(now).forEach(anomaly -> System.err.println(anomaly.reason()));
 * }</pre>
 */
public final class MeterWatch {
    private final MeterRegistry registry;
    private final ManySeries series;
    private final Predicate<Meter.Id> wanted;
    private final boolean stepwise;
    private final Map<String, RunningCounter> counters = new HashMap<>();

    private MeterWatch(MeterRegistry registry, ManySeries series, Predicate<Meter.Id> wanted, boolean stepwise) {
        this.registry = registry;
        this.series = series;
        this.wanted = wanted;
        this.stepwise = stepwise;
    }

    /**
     * Watches all meters.
     *
     * @param registry where they are; totals of a {@code StepMeterRegistry} are taken as those of a step
     * @param series the detectors
     * @return the watch
     */
    public static MeterWatch of(MeterRegistry registry, ManySeries series) {
        return new MeterWatch(registry, series, id -> true, registry instanceof StepMeterRegistry);
    }

    /**
     * Watches some meters only.
     *
     * @param meters says which
     * @return a new watch over the same detectors
     */
    public MeterWatch only(Predicate<Meter.Id> meters) {
        return new MeterWatch(registry, series, wanted.and(meters), stepwise);
    }

    /**
     * Takes totals as those of a step, for registries that start again with every step and are no {@code StepMeterRegistry}.
     *
     * @return a new watch over the same detectors
     */
    public MeterWatch stepwise() {
        return new MeterWatch(registry, series, wanted, true);
    }

    /**
     * Reads every meter once.
     *
     * @param now the time of the reading, later than that of the one before
     * @return the alarms, in the order of the series' names
     */
    public List<Anomaly> sample(Instant now) {
        List<Anomaly> alarms = new ArrayList<>();
        List<Meter> meters = new ArrayList<>(registry.getMeters());
        meters.removeIf(meter -> !wanted.test(meter.getId()));
        Map<String, Meter> named =
                meters.stream().collect(Collectors.toMap(m -> name(m.getId()), m -> m, (a, b) -> a, TreeMap::new));
        named.forEach((name, meter) -> read(name, meter, now, alarms));
        return alarms;
    }

    private static String name(Meter.Id id) {
        return id.getTags().isEmpty()
                ? id.getName()
                : id.getName()
                        + id.getTags().stream()
                                .map(tag -> tag.getKey() + "=" + tag.getValue())
                                .collect(Collectors.joining(",", "{", "}"));
    }

    private void read(String name, Meter meter, Instant now, List<Anomaly> alarms) {
        Map<Statistic, Double> shown = new EnumMap<>(Statistic.class);
        for (Measurement measurement : meter.measure()) {
            shown.put(measurement.getStatistic(), measurement.getValue());
        }
        OptionalDouble count = total(name + ".count", shown.get(Statistic.COUNT));
        Double sum =
                shown.containsKey(Statistic.TOTAL_TIME) ? shown.get(Statistic.TOTAL_TIME) : shown.get(Statistic.TOTAL);
        boolean counts = shown.containsKey(Statistic.COUNT);
        if (counts && sum == null) {
            count.ifPresent(c -> accept(name, now, c, alarms));
        } else if (counts) {
            OptionalDouble total = total(name + ".total", sum);
            count.ifPresent(c -> accept(name + ".count", now, c, alarms));
            if (count.isPresent() && total.isPresent() && count.getAsDouble() > 0) {
                accept(name + ".mean", now, total.getAsDouble() / count.getAsDouble(), alarms);
            }
        } else if (sum != null) {
            total(name, sum).ifPresent(t -> accept(name, now, t, alarms));
        }
        shown.forEach((statistic, value) -> {
            switch (statistic) {
                case VALUE, UNKNOWN -> accept(name, now, value, alarms);
                case MAX -> accept(name + ".max", now, value, alarms);
                case ACTIVE_TASKS -> accept(name + ".active", now, value, alarms);
                case DURATION -> accept(name + ".duration", now, value, alarms);
                default -> {}
            }
        });
    }

    private OptionalDouble total(String name, @Nullable Double shown) {
        if (shown == null) {
            return OptionalDouble.empty();
        }
        return stepwise
                ? OptionalDouble.of(shown)
                : counters.computeIfAbsent(name, n -> new RunningCounter()).increase(shown);
    }

    private void accept(String name, Instant now, double value, List<Anomaly> alarms) {
        series.accept(name, now, value).ifPresent(alarms::add);
    }
}
