package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The streaming form of {@link ShapeDetection}: ten periods, what their shapes are, then tails and budget, stride by stride. */
final class ShapeDetector implements StreamingDetector {
    private static final double USABLE = 1e150;

    private final ShapeDetection settings;
    private final String series;
    private final int period;
    private final int stride;
    private final Rhythm rhythm;
    private final AlarmBudget alarms;
    private final PeakTail[] tails;
    private final Episode episode = new Episode();
    private final LongRunBand band = new LongRunBand();
    private @Nullable ShapeModel shapes;
    private @Nullable Instant last;
    private int points;
    private int calm;
    private boolean open;
    private boolean off;
    private double pValue = 1;

    ShapeDetector(ShapeDetection settings, String series) {
        this.settings = settings;
        this.series = series;
        this.period = settings.period();
        this.stride = UsualShapes.stride(period);
        this.tails = new PeakTail[settings.tails()];
        Arrays.setAll(tails, v -> new PeakTail());
        this.rhythm = new Rhythm(period, settings.learntPoints());
        this.alarms = settings.budget(settings.perPeriod() * stride / period);
    }

    @Override
    public Judgement accept(Instant time, double value) {
        Instant before = last;
        if (!(Math.abs(value) <= USABLE) || (before != null && !time.isAfter(before))) {
            return Judgement.leftOut();
        }
        last = time;
        double step = before == null ? 0 : SeriesDetector.seconds(before, time);
        ShapeModel usual = shapes;
        if (usual == null) {
            if (rhythm.learn(value, step)) {
                shapes = settings.model(rhythm.learnt());
                rhythm.forget();
            }
            return Judgement.warmingUp();
        }
        double expected = rhythm.periodBefore();
        int pushed = rhythm.accept(value, step);
        if (rhythm.isBroken()) {
            usual.restart();
        }
        boolean due = usual.take(rhythm, pushed);
        if (!rhythm.isWhole()) {
            open = false;
            episode.close();
            return Judgement.warmingUp();
        }
        points = Math.min(points + 1, Integer.MAX_VALUE - 1);
        boolean judged = points > settings.watchedPoints();
        Optional<Anomaly> alarm = Optional.empty();
        double lower = expected + usual.unit() * band.below();
        double upper = expected + usual.unit() * band.above();
        if (due) {
            String reason = judge(usual, judged);
            if (!reason.isEmpty()) {
                alarm = Optional.of(new Anomaly(series, time, value, expected, lower, upper, pValue, reason));
            }
        }
        band.learn((value - expected) / usual.unit());
        if (!judged) {
            return Judgement.warmingUp();
        }
        Judgement.State state = off ? Judgement.State.ANOMALOUS : Judgement.State.NORMAL;
        Optional<View> view = off ? Optional.of(View.SEASON) : Optional.empty();
        return new Judgement(state, expected, lower, upper, pValue, view, alarm);
    }

    /** Judges the last period and learns from it; says why if it alarms. */
    private String judge(ShapeModel usual, boolean judged) {
        double[] z = usual.distances(rhythm);
        double surprise = 0;
        int worst = 0;
        for (int v = 0; v < tails.length; v++) {
            double found = tails[v].surprise(z[v]);
            worst = found > surprise ? v : worst;
            surprise = Math.max(surprise, found);
        }
        double critical = alarms.critical();
        off = surprise > critical;
        pValue = surprise > 0 ? Math.min(1, alarms.rate(surprise)) : 1;
        String reason = "";
        if (judged && off && !open && episode.alarms(surprise, critical)) {
            reason = "the last " + period + " points of " + series + " "
                    + usual.says(worst, tails[worst].quantile(critical));
            open = true;
        }
        calm = off ? 0 : Math.min(period, calm + 1);
        if (open && calm * stride >= period / 2) {
            open = false;
            episode.close();
        }
        episode.next();
        for (int v = 0; v < tails.length; v++) {
            tails[v].learn(off ? Math.min(z[v], tails[v].quantile(critical + 2)) : z[v]);
        }
        alarms.learn(surprise);
        usual.learn(off);
        return reason;
    }

    @Override
    public byte[] snapshot() {
        State state = State.toWrite();
        settings.write(state, series);
        transfer(state);
        return state.written();
    }

    void transfer(State state) {
        ShapeModel usual = shapes;
        last = state.time(last);
        boolean learnt = state.flag(usual != null);
        rhythm.transfer(state, learnt);
        if (!learnt) {
            return;
        }
        if (usual == null) {
            usual = settings.read(state);
            shapes = usual;
        } else {
            usual.write(state);
        }
        alarms.transfer(state);
        Arrays.stream(tails).forEach(tail -> tail.transfer(state));
        episode.transfer(state);
        band.transfer(state);
        points = state.count(points);
        calm = state.count(calm);
        open = state.flag(open);
        off = state.flag(off);
        pValue = state.real(pValue);
    }
}
