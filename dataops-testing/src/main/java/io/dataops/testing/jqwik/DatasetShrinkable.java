package io.dataops.testing.jqwik;

import io.dataops.api.Budget;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.DatasetShrinker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;
import org.jspecify.annotations.Nullable;

/**
 * The search of {@link DatasetShrinker} as a chain of shrinkables. jqwik calls the property, so the search is run anew on the
 * answers that are known, until it asks for a dataset without one: that is the next candidate. If jqwik takes the next one, the
 * property held; if it shrinks the candidate further, the property failed. n property calls cost n searches over at most n
 * known answers, and no thread.
 */
final class DatasetShrinkable implements Shrinkable<Dataset> {
    /** Property calls of one search; jqwik gives up earlier by default, after 10 s. */
    private static final int MOST_CALLS = 10_000;

    private static final int FARTHEST = 1 << 30;

    private final Dataset start;
    private final Dataset value;
    private final int min;
    private final List<Dataset> failed;
    private final List<Dataset> held;

    private DatasetShrinkable(Dataset start, Dataset value, int min, List<Dataset> failed, List<Dataset> held) {
        this.start = start;
        this.value = value;
        this.min = min;
        this.failed = failed;
        this.held = held;
    }

    /** A dataset, and the fewest rows of a table on the way to simpler ones. */
    static Shrinkable<Dataset> of(Dataset data, int min) {
        return new DatasetShrinkable(data, data, min, List.of(data), List.of());
    }

    @Override
    public Dataset value() {
        return value;
    }

    @Override
    public Stream<Shrinkable<Dataset>> shrink() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Candidates(), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    /** The later in the search, the nearer. */
    @Override
    public ShrinkingDistance distance() {
        return ShrinkingDistance.of(FARTHEST - failed.size());
    }

    private final class Candidates implements Iterator<Shrinkable<Dataset>> {
        private final Map<Dataset, Boolean> answers = new HashMap<>();
        private final List<Dataset> nowHeld = new ArrayList<>(held);
        private @Nullable Dataset asked;
        private boolean isAsked;

        Candidates() {
            held.forEach(d -> answers.put(d, true));
            failed.forEach(d -> answers.put(d, false));
        }

        @Override
        public boolean hasNext() {
            if (!isAsked) {
                if (asked != null) {
                    nowHeld.add(asked);
                    answers.put(asked, true);
                }
                asked = question();
                isAsked = true;
            }
            return asked != null;
        }

        @Override
        public Shrinkable<Dataset> next() {
            if (!hasNext() || asked == null) {
                throw new NoSuchElementException("the search has ended");
            }
            isAsked = false;
            List<Dataset> more = new ArrayList<>(failed);
            more.add(asked);
            return new DatasetShrinkable(start, asked, min, more, List.copyOf(nowHeld));
        }

        /** The first dataset that the search cannot do without; null if there is none. */
        private @Nullable Dataset question() {
            try {
                DatasetShrinker.shrink(
                        start,
                        this::answer,
                        failure -> {
                            if (failure instanceof Question question) {
                                throw question;
                            }
                            return "fails";
                        },
                        Budget.steps(MOST_CALLS));
                return null;
            } catch (Question question) {
                return question.data;
            }
        }

        private void answer(Dataset data) {
            boolean few = data.tables().stream()
                    .anyMatch(t -> t.size()
                            < Math.min(min, start.table(t.schema().name()).size()));
            if (few) {
                return;
            }
            Boolean holds = answers.get(data);
            if (holds == null) {
                throw new Question(data);
            }
            if (!holds) {
                throw new IllegalStateException("fails");
            }
        }
    }

    /** Leaves the search at a dataset for which there is no answer yet. */
    private static final class Question extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Dataset data;

        Question(Dataset data) {
            super("not known", null, false, false);
            this.data = data;
        }
    }
}
