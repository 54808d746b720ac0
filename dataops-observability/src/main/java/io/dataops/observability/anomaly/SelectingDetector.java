package io.dataops.observability.anomaly;

import io.dataops.api.Budget;
import io.dataops.api.Ticker;
import io.dataops.api.TimeSeries;
import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The point detector until enough points are seen, then what is chosen by them. */
final class SelectingDetector implements StreamingDetector {
    static final String KIND = "\u0000selecting";

    private final DetectorSelection.Settings settings;
    private final String series;
    private final Consumer<Selection> told;
    private final List<Instant> times = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private StreamingDetector detector;
    private boolean chosen;

    SelectingDetector(DetectorSelection.Settings settings, String series, Consumer<Selection> told) {
        this.settings = settings;
        this.series = series;
        this.told = told;
        this.detector = new Entries(settings, 0, 0).start(DetectorKind.POINT, series);
    }

    @Override
    public Judgement accept(Instant time, double value) {
        Judgement judgement = detector.accept(time, value);
        if (!chosen && judgement.state() != Judgement.State.LEFT_OUT) {
            times.add(time);
            values.add(value);
            if (times.size() >= settings.after()) {
                choose();
            }
        }
        return judgement;
    }

    private void choose() {
        TimeSeries.Builder history = TimeSeries.builder(series);
        for (int i = 0; i < times.size(); i++) {
            history.add(times.get(i), values.get(i));
        }
        Selection selection = new DetectorSelection(settings).of(history.build());
        if (selection.chosen() != DetectorKind.POINT) {
            detector = selection.trained();
        }
        chosen = true;
        times.clear();
        values.clear();
        told.accept(selection);
    }

    @Override
    public byte[] snapshot() {
        State state = State.toWrite();
        state.text(KIND);
        state.text(series);
        state.text(settings.zone().getId());
        state.real(settings.alarms());
        state.text(settings.within().toString());
        state.real(settings.perPoint());
        state.length(settings.events().size(), 8);
        settings.events().forEach(event -> state.text(event.name()));
        Budget budget = settings.budget();
        state.whole(budget.maxSteps());
        state.text(budget.maxTime().map(Duration::toString).orElse(""));
        state.whole(budget.seed());
        state.count(settings.after());
        state.flag(chosen);
        state.length(times.size(), 16);
        for (int i = 0; i < times.size(); i++) {
            state.time(times.get(i));
            state.real(values.get(i));
        }
        state.array(detector.snapshot());
        return state.written();
    }

    static StreamingDetector restore(byte[] snapshot) {
        State state = State.toRead(snapshot);
        try {
            state.text("");
            String series = state.text("");
            ZoneId zone = ZoneId.of(state.text(""));
            double alarms = state.real(0);
            Duration within = Duration.parse(state.text(""));
            double perPoint = state.real(0);
            List<InjectedEvent> events = new ArrayList<>();
            for (int left = state.length(0, 8); left > 0; left--) {
                events.add(InjectedEvent.valueOf(state.text("")));
            }
            long steps = state.whole(0);
            String time = state.text("");
            Optional<Duration> limit = time.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(time));
            Budget budget = new Budget(steps, limit, state.whole(0), Ticker.system());
            DetectorSelection.Settings settings =
                    new DetectorSelection.Settings(zone, alarms, within, perPoint, events, budget, state.count(0));
            SelectingDetector selecting = new SelectingDetector(settings, series, selection -> {});
            selecting.chosen = state.flag(false);
            for (int left = state.length(0, 16); left > 0; left--) {
                @Nullable Instant at = state.time(null);
                selecting.times.add(at == null ? Instant.EPOCH : at);
                selecting.values.add(state.real(0));
            }
            selecting.detector = Detectors.restoreChosen(state.array(new byte[0]));
            return selecting;
        } catch (BufferUnderflowException | DateTimeException e) {
            throw State.noDetector(snapshot, e);
        }
    }
}
