package io.dataops.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When and with what deployments may happen; what is to be deployed comes from an {@link Impact}.
 *
 * <p>A deployment may run only within the horizon, inside a window if there are any, and outside every blackout (deny
 * beats allow), without a break. A change of the clocks inside a window changes its elapsed length.
 *
 * <pre>{@code
 * DeploymentRules rules = DeploymentRules.builder()
 *         .between(start, end)
 *         .window(WeeklyWindow.on(DayOfWeek.SATURDAY, LocalTime.of(22, 0), LocalTime.of(4, 0)))
 *         .capacity("warehouse", 2)
 *         .strategy(Strategy.of("rolling", Duration.ofMinutes(20)).uses("warehouse", 1))
 *         .build();
 * DeploymentRules.builder().build();   // IllegalStateException: the horizon is missing. Maybe call between(start, end).
 * }</pre>
 *
 * @param horizon nothing starts before it or ends after it
 * @param zone the zone in which windows are read
 * @param granularity the grid on which deployments start; durations that do not fit it are refused
 * @param capacities units there are of each resource
 * @param budgets units there are in all of what strategies use up, such as minutes of an error budget: uses of such a name are not
 *     given back
 * @param windows when deployments are allowed; empty for always
 * @param blackouts named stretches when nothing may run
 * @param defaultStrategies the ways to deploy an asset that has none of its own, at least one
 * @param strategies the ways to deploy particular assets
 */
public record DeploymentRules(
        Interval horizon,
        ZoneId zone,
        Duration granularity,
        Map<String, Integer> capacities,
        Map<String, Integer> budgets,
        List<WeeklyWindow> windows,
        Map<String, Interval> blackouts,
        List<Strategy> defaultStrategies,
        Map<String, List<Strategy>> strategies) {

    /**
     * Copies everything; refuses unknown resources, negative capacities and budgets, a name that is both, and a granularity that is not
     * positive.
     */
    public DeploymentRules {
        if (granularity.isNegative() || granularity.isZero()) {
            throw new IllegalArgumentException("granularity (" + granularity + ") must be more than zero.");
        }
        capacities = units("capacity", "resource", capacities);
        budgets = units("budget", "budget", budgets);
        Set<String> known = new TreeSet<>(capacities.keySet());
        for (String name : budgets.keySet()) {
            if (!known.add(name)) {
                throw new IllegalArgumentException("name (" + Text.shown(name)
                        + ") must not be a capacity and a budget. Maybe give the budget another name.");
            }
        }
        windows = List.copyOf(windows);
        blackouts = Collections.unmodifiableMap(new TreeMap<>(blackouts));
        defaultStrategies = List.copyOf(defaultStrategies);
        Map<String, List<Strategy>> byAsset = new TreeMap<>();
        strategies.forEach((asset, ways) -> byAsset.put(asset, List.copyOf(ways)));
        strategies = Collections.unmodifiableMap(byAsset);
        check("every asset", defaultStrategies, known);
        for (Map.Entry<String, List<Strategy>> entry : strategies.entrySet()) {
            check(entry.getKey(), entry.getValue(), known);
        }
    }

    private static Map<String, Integer> units(String what, String kind, Map<String, Integer> given) {
        given.forEach((name, units) -> {
            Text.name(kind, name);
            if (units < 0) {
                throw new IllegalArgumentException(
                        what + " (" + units + ") of " + Text.shown(name) + " must not be negative.");
            }
        });
        return Collections.unmodifiableMap(new TreeMap<>(given));
    }

    private static void check(String asset, List<Strategy> ways, Set<String> known) {
        if (ways.isEmpty()) {
            throw new IllegalArgumentException("strategies of " + Text.shown(asset) + " must not be empty.");
        }
        for (Strategy way : ways) {
            for (String resource : way.uses().keySet()) {
                if (!known.contains(resource)) {
                    throw new IllegalArgumentException("strategy (" + Text.shown(way.name())
                            + ") uses the unknown resource (" + Text.shown(resource) + "). Maybe add capacity(\""
                            + Text.shown(resource) + "\", units), or budget(\"" + Text.shown(resource)
                            + "\", units) if it is not given back.");
                }
            }
        }
    }

    /**
     * Returns the strategies of an asset.
     *
     * @param asset the asset
     * @return its own, or the default ones
     */
    public List<Strategy> strategiesOf(String asset) {
        return strategies.getOrDefault(asset, defaultStrategies);
    }

    /**
     * Starts rules with these defaults: zone UTC, granularity one minute, no resources, no budgets, no windows, no
     * blackouts. The horizon and a strategy must be set.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects deployment rules; every setting is checked at once. */
    public static final class Builder {
        private Optional<Interval> horizon = Optional.empty();
        private Optional<ZoneId> zone = Optional.empty();
        private Optional<Duration> granularity = Optional.empty();
        private final Map<String, Integer> capacities = new TreeMap<>();
        private final Map<String, Integer> budgets = new TreeMap<>();
        private final List<WeeklyWindow> windows = new ArrayList<>();
        private final Map<String, Interval> blackouts = new TreeMap<>();
        private final List<Strategy> defaultStrategies = new ArrayList<>();
        private final Map<String, List<Strategy>> strategies = new TreeMap<>();

        private Builder() {}

        /**
         * Sets the horizon.
         *
         * @param start nothing starts before it
         * @param end nothing ends after it
         * @return this
         */
        public Builder between(Instant start, Instant end) {
            horizon = once("horizon", horizon, new Interval(start, end));
            return this;
        }

        /**
         * Sets the zone in which windows are read.
         *
         * @param newZone the zone; UTC unless set
         * @return this
         */
        public Builder zone(ZoneId newZone) {
            zone = once("zone", zone, newZone);
            return this;
        }

        /**
         * Sets the grid on which deployments start.
         *
         * @param step more than zero; one minute unless set
         * @return this
         */
        public Builder granularity(Duration step) {
            granularity = once("granularity", granularity, step);
            return this;
        }

        /**
         * Adds a resource.
         *
         * @param resource its name
         * @param units how many units there are, 0 or more
         * @return this
         */
        public Builder capacity(String resource, int units) {
            once(
                    "capacity of " + resource,
                    Optional.ofNullable(capacities.put(Text.name("resource", resource), units)),
                    units);
            return this;
        }

        /**
         * Adds a budget, such as minutes of an error budget: what strategies {@linkplain Strategy#uses use} of it is not given back.
         *
         * @param name its name, which is no resource's
         * @param units how many units there are in all, 0 or more
         * @return this
         */
        public Builder budget(String name, int units) {
            once("budget " + name, Optional.ofNullable(budgets.put(Text.name("budget", name), units)), units);
            return this;
        }

        /**
         * Adds a window in which deployments are allowed; several windows are united.
         *
         * @param window the window
         * @return this
         */
        public Builder window(WeeklyWindow window) {
            windows.add(Text.given("window", window));
            return this;
        }

        /**
         * Adds a stretch in which nothing may run, whatever the windows allow.
         *
         * @param name what people call it, for the explanation
         * @param start its start
         * @param end its end
         * @return this
         */
        public Builder blackout(String name, Instant start, Instant end) {
            Interval interval = new Interval(start, end);
            once("blackout " + name, Optional.ofNullable(blackouts.put(Text.name("name", name), interval)), interval);
            return this;
        }

        /**
         * Adds a way to deploy any asset.
         *
         * @param way the strategy
         * @return this
         */
        public Builder strategy(Strategy way) {
            defaultStrategies.add(Text.given("strategy", way));
            return this;
        }

        /**
         * Adds a way to deploy one asset, which then has only strategies of its own.
         *
         * @param asset the asset
         * @param way the strategy
         * @return this
         */
        public Builder strategyFor(String asset, Strategy way) {
            strategies
                    .computeIfAbsent(Text.name("asset", asset), a -> new ArrayList<>())
                    .add(Text.given("strategy", way));
            return this;
        }

        private static <T> Optional<T> once(String what, Optional<T> before, @Nullable T now) {
            if (before.isPresent()) {
                throw new IllegalStateException(Text.shown(what) + " was already set to " + before.get() + ".");
            }
            return Optional.of(Text.given(what, now));
        }

        /**
         * Checks the settings against each other.
         *
         * @return the rules
         * @throws IllegalStateException if the horizon or every strategy is missing
         */
        public DeploymentRules build() {
            Interval span = horizon.orElseThrow(
                    () -> new IllegalStateException("the horizon is missing. Maybe call between(start, end)."));
            if (defaultStrategies.isEmpty()) {
                throw new IllegalStateException(
                        "a strategy is missing. Maybe call strategy(Strategy.of(\"rolling\", Duration.ofMinutes(20))).");
            }
            return new DeploymentRules(
                    span,
                    zone.orElse(ZoneOffset.UTC),
                    granularity.orElse(Duration.ofMinutes(1)),
                    capacities,
                    budgets,
                    windows,
                    blackouts,
                    defaultStrategies,
                    strategies);
        }
    }
}
