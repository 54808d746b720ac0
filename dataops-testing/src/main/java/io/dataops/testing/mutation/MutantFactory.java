package io.dataops.testing.mutation;

import io.dataops.api.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Makes the mutants of the steps of a pipeline, and sets duplicates and equivalents apart. */
final class MutantFactory {
    private final Pipeline pipeline;
    private final Catalog catalog;
    private final Predicate<MutationOperator> chosen;
    final List<Mutant> mutants = new ArrayList<>();
    /** Why a mutant is equivalent, by its id. */
    final Map<String, String> equivalents = new HashMap<>();
    /** Which mutant another one repeats, by its id. */
    final Map<String, String> duplicates = new HashMap<>();

    final List<String> problems = new ArrayList<>();

    MutantFactory(Pipeline pipeline, Catalog catalog, Predicate<MutationOperator> chosen) {
        this.pipeline = pipeline;
        this.catalog = catalog;
        this.chosen = chosen;
    }

    /** Makes the mutants of the steps that are not broken. */
    void make(Set<String> broken) {
        for (Step step : pipeline.steps()) {
            if (step instanceof Step.Query query && !broken.contains(step.name())) {
                try {
                    query(query);
                } catch (InputException e) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
        }
        if (chosen.test(MutationOperator.STEPS_SWAPPED)) {
            swaps(broken);
        }
    }

    private void query(Step.Query step) {
        SqlTree tree = new SqlTree(SqlText.parse(step.name(), step.sql()), catalog);
        String original = tree.root.toString();
        List<Edit> edits = new ArrayList<>();
        edits.addAll(ConditionMutations.of(tree));
        edits.addAll(ValueMutations.of(tree));
        edits.addAll(ClauseMutations.of(tree));
        edits.addAll(ArrivalMutations.of(tree, step.name(), chosen));
        Map<String, String> forms = new HashMap<>();
        forms.put(Canonical.form(tree.root, catalog), "");
        Set<String> ids = new HashSet<>();
        for (Edit edit : edits) {
            if (!chosen.test(edit.operator())) {
                continue;
            }
            edit.apply().run();
            String mutated = tree.root.toString();
            String form = mutated.equals(original) ? "" : Canonical.form(tree.root, catalog);
            edit.undo().run();
            if (mutated.equals(original)) {
                continue;
            }
            Mutant mutant = Mutant.of(edit.operator(), step.name(), edit.place(), original, mutated);
            if (!ids.add(mutant.id())) {
                continue;
            }
            mutants.add(mutant);
            String first = forms.putIfAbsent(form, mutant.id());
            if (!edit.equivalent().isEmpty()) {
                equivalents.put(mutant.id(), edit.equivalent());
            } else if (first != null && first.isEmpty()) {
                equivalents.put(mutant.id(), "has the same canonical form as the original");
            } else if (first != null && !equivalents.containsKey(first)) {
                duplicates.put(mutant.id(), first);
            } else if (first != null) {
                equivalents.put(mutant.id(), "has the same canonical form as an equivalent mutant");
            }
        }
        if (!tree.root.toString().equals(original)) {
            throw new IllegalStateException("a change of step " + step.name() + " was not undone");
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
            if (!reads && computed && second instanceof Step.Query query) {
                Mutant mutant = Mutant.of(
                        MutationOperator.STEPS_SWAPPED,
                        second.name(),
                        "before " + first.name(),
                        query.sql(),
                        query.sql());
                mutants.add(mutant);
                equivalents.put(mutant.id(), second.name() + " does not read " + first.name());
            }
        }
    }
}
