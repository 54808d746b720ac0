package io.dataops.testing.mutation;

import io.dataops.api.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.sf.jsqlparser.statement.select.Select;

/** Makes the mutants of the steps of a pipeline, and sets duplicates and equivalents apart. */
final class MutantFactory {
    private final Pipeline pipeline;
    private final Catalog catalog;
    private final Map<String, Select> parsed;
    private final Predicate<MutationOperator> chosen;
    final List<Mutant> mutants = new ArrayList<>();
    /** Why a mutant is equivalent, by its id. */
    final Map<String, String> equivalents = new HashMap<>();
    /** Which mutant another one repeats, by its id. */
    final Map<String, String> duplicates = new HashMap<>();

    final List<String> problems = new ArrayList<>();

    MutantFactory(Pipeline pipeline, Catalog catalog, Map<String, Select> parsed, Predicate<MutationOperator> chosen) {
        this.pipeline = pipeline;
        this.catalog = catalog;
        this.parsed = parsed;
        this.chosen = chosen;
    }

    /** Makes the mutants of the steps that are not broken. */
    void make(Set<String> broken) {
        for (Step step : pipeline.steps()) {
            if (broken.contains(step.name())) {
                continue;
            }
            try {
                if (step instanceof Step.Query query) {
                    query(query);
                } else if (step instanceof Step.Script script) {
                    script(script);
                }
            } catch (InputException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (chosen.test(MutationOperator.STEPS_SWAPPED)) {
            swaps(broken);
        }
    }

    private void query(Step.Query step) {
        SqlTree tree = new SqlTree(
                Optional.ofNullable(parsed.get(step.name())).orElseGet(() -> SqlText.parse(step.name(), step.sql())),
                catalog);
        make(
                new Source(step.name(), "", tree.root::toString, () -> Canonical.form(tree.root, catalog), true),
                edits(tree, step.name()));
    }

    private void script(Step.Script step) {
        SqlScript script = SqlScript.parse(step.name(), step.sql());
        Catalog own = catalog.within(step.name(), script);
        for (int i = 0; i < script.size(); i++) {
            int at = i;
            script.part(i, own).ifPresent(part -> {
                Supplier<String> text = () -> script.with(at, part.text());
                make(
                        new Source(step.name(), "statement " + (at + 1) + ", ", text, text, part.isQuery),
                        edits(part.tree, step.name()));
            });
            script.table(at).ifPresent(table -> {
                Supplier<String> text = () -> script.with(at, table.toString());
                make(
                        new Source(step.name(), "statement " + (at + 1) + ", ", text, text, false),
                        ConstraintMutations.of(table));
            });
        }
    }

    /**
     * What is mutated.
     *
     * @param place what comes before the place of every mutant
     * @param text the SQL of the step as it is now
     * @param form the same for texts that mean the same
     * @param ruled whether rules for queries hold
     */
    private record Source(String step, String place, Supplier<String> text, Supplier<String> form, boolean ruled) {}

    private List<Edit> edits(SqlTree tree, String step) {
        List<Edit> edits = new ArrayList<>();
        edits.addAll(ConditionMutations.of(tree));
        edits.addAll(ValueMutations.of(tree));
        edits.addAll(ClauseMutations.of(tree));
        edits.addAll(ArrivalMutations.of(tree, step, chosen));
        return edits;
    }

    private void make(Source source, List<Edit> edits) {
        String original = source.text().get();
        Map<String, String> forms = new HashMap<>();
        forms.put(source.form().get(), "");
        Set<String> ids = new HashSet<>();
        for (Edit edit : edits) {
            if (!chosen.test(edit.operator())) {
                continue;
            }
            edit.apply().run();
            String mutated = source.text().get();
            String form = mutated.equals(original) ? "" : source.form().get();
            edit.undo().run();
            if (mutated.equals(original)) {
                continue;
            }
            Mutant mutant = Mutant.of(edit.operator(), source.step(), source.place() + edit.place(), original, mutated);
            if (!ids.add(mutant.id())) {
                continue;
            }
            mutants.add(mutant);
            String first = forms.putIfAbsent(form, mutant.id());
            if (!edit.equivalent().isEmpty() && source.ruled()) {
                equivalents.put(mutant.id(), edit.equivalent());
            } else if (first != null && first.isEmpty()) {
                equivalents.put(mutant.id(), "has the same canonical form as the original");
            } else if (first != null && !equivalents.containsKey(first)) {
                duplicates.put(mutant.id(), first);
            } else if (first != null) {
                equivalents.put(mutant.id(), "has the same canonical form as an equivalent mutant");
            }
        }
        if (!source.text().get().equals(original)) {
            throw new IllegalStateException("a change of step " + source.step() + " was not undone");
        }
    }

    /** Neighbours that do not read each other may run in any order; those that do are mutants of their barrier. */
    private void swaps(Set<String> broken) {
        List<Step> steps = pipeline.steps();
        for (int i = 0; i + 1 < steps.size(); i++) {
            Step first = steps.get(i);
            Step second = steps.get(i + 1);
            boolean reads = pipeline.readsOf(second.name()).stream().anyMatch(r -> r.equalsIgnoreCase(first.name()));
            boolean computed = !broken.contains(first.name()) && !broken.contains(second.name());
            String sql = SqlText.of(second);
            if (!reads && computed && !sql.isEmpty()) {
                Mutant mutant =
                        Mutant.of(MutationOperator.STEPS_SWAPPED, second.name(), "before " + first.name(), sql, sql);
                mutants.add(mutant);
                equivalents.put(mutant.id(), second.name() + " does not read " + first.name());
            }
        }
    }
}
