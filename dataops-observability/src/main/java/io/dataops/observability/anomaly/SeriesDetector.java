package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The streaming form of {@link StreamingDetection}: a short look, then views, tails, budget and episodes, point by point. */
final class SeriesDetector implements StreamingDetector {
    static final int FIRST_LOOK = 48;
    /** Enough for five peaks in a tail of four in a hundred. */
    private static final int EARLIEST = 128;
    /** Until two seasons are seen, what is off may be the season: only a hundred times as rare alarms. */
    private static final double UNKNOWN_SEASON = Math.log(100);

    private static final int RELEARN = 6;
    /** After a shift all heights are new, for a season; for a week of five minutes at most. */
    private static final double LONGEST_SILENCE = 2016;

    /** Beyond it differences and their squares overflow. */
    private static final double USABLE = 1e150;

    private final StreamingDetection settings;
    private final String series;
    private final SeasonClock[] clocks;
    private final Novelties novelties;
    private Episode episode = new Episode();

    private Instant[] firstTimes = new Instant[FIRST_LOOK];
    private double[] firstValues = new double[FIRST_LOOK];
    private int points;
    private @Nullable Instant start;
    private @Nullable Instant last;
    private double spacing;
    private boolean warm;
    private int toRelearn;
    private int adaptAfter;
    /** The plain model first, then one for each profile; empty until the first look is over. */
    private Model[] models = new Model[0];

    private SeasonProfile[] profiles = new SeasonProfile[0];

    private double[] offsets = new double[1];
    private int active;

    SeriesDetector(StreamingDetection settings, String series) {
        if (series.isBlank()) {
            throw new IllegalArgumentException("series (" + series + ") must not be blank.");
        }
        this.settings = settings;
        this.series = series;
        this.clocks = settings.clocks();
        this.novelties = new Novelties(settings.parts());
    }

    static double seconds(Instant from, Instant to) {
        return (double) (to.getEpochSecond() - from.getEpochSecond()) + (to.getNano() - from.getNano()) / 1e9;
    }

    @Override
    public Judgement accept(Instant time, double value) {
        Instant before = last;
        if (!(Math.abs(value) <= USABLE) || (before != null && !time.isAfter(before))) {
            return Judgement.leftOut();
        }
        last = time;
        points++;
        if (before == null) {
            start = time;
        }
        if (models.length == 0) {
            firstLook(time, value);
            return Judgement.warmingUp();
        }
        if (before != null && seconds(before, time) > clocks[0].seconds() && seconds(before, time) > 2.5 * spacing) {
            toRelearn = RELEARN;
            episode.close();
            novelties.gap();
        }
        novelties.accept(value);
        view(time, value);
        if (toRelearn > 0) {
            if (--toRelearn == 0) {
                settle();
            }
            return Judgement.warmingUp();
        }
        boolean judged = warm || (settings.automatic() && points > EARLIEST);
        Judgement judgement = judged ? judge(time, value) : Judgement.warmingUp();
        learn();
        if (!warm) {
            warm = isWarm(time);
        }
        return judgement;
    }

    private boolean isWarm(Instant time) {
        Instant since = start;
        return since != null && (seconds(since, time) >= 2 * clocks[0].seconds() || points >= settings.longestWarmUp());
    }

    private void firstLook(Instant time, double value) {
        firstTimes[points - 1] = time;
        firstValues[points - 1] = value;
        if (points < FIRST_LOOK) {
            return;
        }
        double[] steps = new double[FIRST_LOOK - 1];
        for (int i = 1; i < FIRST_LOOK; i++) {
            steps[i - 1] = seconds(firstTimes[i - 1], firstTimes[i]);
        }
        Arrays.sort(steps);
        spacing = steps[steps.length / 2];
        build();
        for (Model model : models) {
            model.track.start(firstValues, FIRST_LOOK);
        }
        for (int i = 0; i < FIRST_LOOK; i++) {
            view(firstTimes[i], firstValues[i]);
            learn();
        }
        novelties.start(firstValues, FIRST_LOOK);
        warm = isWarm(time);
        firstTimes = new Instant[0];
        firstValues = new double[0];
    }

    private void build() {
        profiles = Arrays.stream(clocks)
                .filter(clock ->
                        clock.seconds() >= 2 * spacing && settings.parts().contains(Part.CLOCK))
                .map(clock -> new SeasonProfile(clock, spacing, settings.maxSlots(clock), !settings.automatic()))
                .toArray(SeasonProfile[]::new);
        double pointsPerSeason = clocks[0].seconds() / spacing;
        double level = settings.alarmsPerPoint(spacing);
        episode = new Episode(level);
        models = new Model[profiles.length + 1];
        offsets = new double[models.length];
        for (int i = 0; i < models.length; i++) {
            models[i] = new Model(pointsPerSeason, level, novelties, settings.parts());
        }
        adaptAfter = settings.parts().contains(Part.ADAPTATION)
                ? (int) Math.max(12, Math.min(48, pointsPerSeason / 4))
                : Integer.MAX_VALUE;
    }

    /** Updates models and profiles by a point and chooses the season that leaves least. */
    private void view(Instant time, double value) {
        Track plain = models[0].track;
        double without = value - plain.level();
        double limit = 10 * plain.scatter();
        double weight = plain.weight();
        double best = 1;
        active = 0;
        for (int i = 0; i < profiles.length; i++) {
            SeasonProfile profile = profiles[i];
            Track track = models[i + 1].track;
            int slot = profile.slot(time);
            double deviation = value - track.level();
            double error = Math.abs(deviation - profile.exact(slot));
            if (profile.used() && (!settings.automatic() || profile.left() < best)) {
                best = profile.left();
                active = i + 1;
            }
            offsets[i + 1] = profile.offset(slot, deviation);
            if (profile.known()) {
                models[i + 1].accept(value - offsets[i + 1], profile.roughness(slot, track.meanError()));
            }
            profile.learn(
                    slot,
                    deviation,
                    4 * track.scatter(),
                    Math.min(error, limit),
                    Math.min(Math.abs(without), limit),
                    weight);
        }
        models[0].accept(value, 1);
    }

    private void learn() {
        models[0].learn();
        for (int i = 0; i < profiles.length; i++) {
            if (profiles[i].known()) {
                models[i + 1].learn();
            }
        }
        novelties.learn(models[active].most());
        episode.next();
        if (episode.length() > adaptAfter) {
            settle();
            episode.close();
        }
    }

    private void settle() {
        novelties.silence((int) Math.min(LONGEST_SILENCE, clocks[0].seconds() / spacing));
        for (Model model : models) {
            model.track.settle();
        }
    }

    private Judgement judge(Instant time, double value) {
        Model model = models[active];
        double critical = model.alarms.critical() + (warm ? 0 : UNKNOWN_SEASON);
        double surprise = model.surprise();
        boolean off = surprise > critical;
        View view = off ? model.view() : View.SPIKE;
        boolean flat = off && model.flat();
        View shown = flat ? View.SPIKE : view;
        double offset = shown == View.NOVELTY ? 0 : offsets[active];
        double upper = model.edge(shown, critical, true) + offset;
        double lower = model.edge(shown, critical, false) + offset;
        double expected = Math.max(lower, Math.min(upper, model.expected(shown) + offset));
        double p = model.pValue();
        Optional<Anomaly> alarm = Optional.empty();
        if (off && (episode.alarms(surprise, critical) || !settings.parts().contains(Part.EPISODES))) {
            model.alarmed();
            novelties.alarmed();
            String reason = Reason.of(series, flat, view, value, expected, lower, upper);
            alarm = Optional.of(new Anomaly(series, time, value, expected, lower, upper, p, reason));
        } else if (!off) {
            episode.goesOn(surprise < AlarmBudget.MARK);
        }
        Judgement.State state = off ? Judgement.State.ANOMALOUS : Judgement.State.NORMAL;
        return new Judgement(state, expected, lower, upper, p, off ? Optional.of(view) : Optional.empty(), alarm);
    }

    /** Whether the last point belongs to a run above the mark. */
    boolean isBusy() {
        return models[active].surprise() > AlarmBudget.MARK;
    }

    /** How rare the last point is, cautiously, as share of what the budget allows. */
    double shareOfBudget() {
        return models[active].shareOfBudget();
    }

    @Override
    public byte[] snapshot() {
        State state = State.toWrite();
        settings.write(state, series);
        transfer(state);
        return state.written();
    }

    void transfer(State state) {
        points = state.count(points);
        start = state.time(start);
        last = state.time(last);
        boolean built = state.flag(models.length > 0);
        if (!built) {
            for (int i = 0; i < points; i++) {
                Instant at = state.time(firstTimes[i]);
                firstTimes[i] = at == null ? Instant.EPOCH : at;
                firstValues[i] = state.real(firstValues[i]);
            }
            return;
        }
        spacing = state.real(spacing);
        if (models.length == 0) {
            build();
        }
        warm = state.flag(warm);
        toRelearn = state.count(toRelearn);
        episode.transfer(state);
        novelties.transfer(state);
        for (Model model : models) {
            model.transfer(state);
        }
        for (SeasonProfile profile : profiles) {
            profile.transfer(state);
        }
    }
}
