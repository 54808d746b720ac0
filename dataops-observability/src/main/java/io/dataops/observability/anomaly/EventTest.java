package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import io.dataops.observability.statistics.OnlineFdr;
import java.nio.BufferUnderflowException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event of one of many series that is being tested: its alarm, and how rare its rarest point was so far. */
final class EventTest {
    final Anomaly alarm;
    OnlineFdr.@Nullable Begun begun;
    double share = 1;
    int quiet;
    int points;
    boolean believed;

    EventTest(Anomaly alarm) {
        this.alarm = alarm;
    }

    void write(State state) {
        state.text(alarm.series());
        state.time(alarm.time());
        state.real(alarm.value());
        state.real(alarm.expected());
        state.real(alarm.lower());
        state.real(alarm.upper());
        state.real(alarm.pValue());
        state.text(alarm.reason());
        OnlineFdr.Begun of = begun;
        if (state.flag(of != null) && of != null) {
            state.real(of.level());
            state.flag(of.counted());
        }
        state.real(share);
        state.count(quiet);
        state.count(points);
        state.flag(believed);
    }

    static EventTest read(State state) {
        String series = state.text("");
        Instant time = state.time(null);
        if (time == null) {
            throw new BufferUnderflowException();
        }
        EventTest test = new EventTest(new Anomaly(
                series,
                time,
                state.real(0),
                state.real(0),
                state.real(0),
                state.real(0),
                state.real(0),
                state.text("")));
        if (state.flag(false)) {
            test.begun = new OnlineFdr.Begun(state.real(0), state.flag(false));
        }
        test.share = state.real(0);
        test.quiet = state.count(0);
        test.points = state.count(0);
        test.believed = state.flag(false);
        return test;
    }
}
