package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.nio.BufferUnderflowException;
import java.time.Instant;
import java.util.Optional;

/**
 * A detector of points and one of stretches side by side; either alarms. What one of them alarmed for, the other does not alarm for
 * again: a stretch that an alarm lies in, or the 12 points after one of a stretch.
 */
final class PairDetector implements StreamingDetector {
    static final String KIND = "\u0000pair";
    private static final int APART = 12;

    private final StreamingDetector points;
    private final StreamingDetector stretches;
    private final int stretch;
    private int sincePoint;
    private int sinceStretch;

    PairDetector(StreamingDetector points, StreamingDetector stretches, int stretch) {
        this.points = points;
        this.stretches = stretches;
        this.stretch = stretch;
        this.sincePoint = stretch;
        this.sinceStretch = APART;
    }

    @Override
    public Judgement accept(Instant time, double value) {
        Judgement one = points.accept(time, value);
        Judgement other = stretches.accept(time, value);
        if (one.state() == Judgement.State.LEFT_OUT) {
            return one;
        }
        sincePoint = Math.min(stretch, sincePoint + 1);
        sinceStretch = Math.min(APART, sinceStretch + 1);
        Optional<Anomaly> alarm = Optional.empty();
        if (one.anomaly().isPresent() && sinceStretch >= APART) {
            alarm = one.anomaly();
        } else if (other.anomaly().isPresent() && sincePoint >= stretch) {
            alarm = other.anomaly();
        }
        sincePoint = one.anomaly().isPresent() ? 0 : sincePoint;
        sinceStretch = other.anomaly().isPresent() ? 0 : sinceStretch;
        if (other.state() == Judgement.State.WARMING_UP) {
            return with(one, one.pValue(), alarm);
        }
        if (one.state() == Judgement.State.WARMING_UP) {
            return with(other, other.pValue(), alarm);
        }
        double p = Math.min(1, 2 * Math.min(one.pValue(), other.pValue()));
        boolean byShape = one.state() == Judgement.State.NORMAL && other.state() == Judgement.State.ANOMALOUS;
        return with(byShape ? other : one, p, alarm);
    }

    private static Judgement with(Judgement shown, double p, Optional<Anomaly> alarm) {
        return new Judgement(shown.state(), shown.expected(), shown.lower(), shown.upper(), p, shown.view(), alarm);
    }

    @Override
    public byte[] snapshot() {
        State state = State.toWrite();
        state.text(KIND);
        state.count(stretch);
        state.count(sincePoint);
        state.count(sinceStretch);
        state.array(points.snapshot());
        state.array(stretches.snapshot());
        return state.written();
    }

    static StreamingDetector restore(byte[] snapshot) {
        State state = State.toRead(snapshot);
        try {
            state.text("");
            int stretch = state.count(0);
            int sincePoint = state.count(0);
            int sinceStretch = state.count(0);
            StreamingDetector points = Detectors.restoreSingle(state.array(new byte[0]));
            StreamingDetector stretches = Detectors.restoreSingle(state.array(new byte[0]));
            PairDetector pair = new PairDetector(points, stretches, stretch);
            pair.sincePoint = sincePoint;
            pair.sinceStretch = sinceStretch;
            return pair;
        } catch (BufferUnderflowException e) {
            throw State.noDetector(snapshot, e);
        }
    }
}
