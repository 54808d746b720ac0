package io.dataops.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.DeploymentRules;
import io.dataops.api.Interval;
import io.dataops.api.Outcome;
import io.dataops.api.PlanObjective;
import io.dataops.api.ScheduledDeployment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The deployment plan as a tree: jobs, objectives, the use of resources over time, windows and blackouts. */
final class PlanDocument {
    private final Optional<DeploymentRules> rules;
    private final Outcome outcome;
    private final UnaryOperator<String> names;

    PlanDocument(Optional<DeploymentRules> rules, Outcome outcome, UnaryOperator<String> names) {
        this.rules = rules;
        this.outcome = outcome;
        this.names = names;
    }

    ObjectNode tree() {
        DeploymentPlan plan = outcome.plan();
        ObjectNode node = Json.object();
        node.put("status", plan.status().name());
        Set<String> critical = CriticalJobs.of(plan, outcome.impact());
        ArrayNode jobs = node.putArray("deployments");
        for (ScheduledDeployment d : plan.deployments()) {
            ObjectNode job = jobs.addObject()
                    .put("asset", names.apply(d.asset()))
                    .put("strategy", names.apply(d.strategy().name()))
                    .put("start", d.start().toEpochMilli())
                    .put("end", d.end().toEpochMilli())
                    .put("expectedRollbackCost", d.expectedRollbackCost())
                    .put("waitsFor", names.apply(d.waitsFor()))
                    .put("critical", critical.contains(d.asset()));
            ObjectNode uses = job.putObject("uses");
            d.strategy().uses().forEach((resource, units) -> uses.put(names.apply(resource), units));
        }
        ArrayNode objectives = node.putArray("objectives");
        for (PlanObjective o : plan.objectives()) {
            ObjectNode objective = objectives.addObject().put("name", names.apply(o.name()));
            Json.put(objective, "value", o.value());
            Json.put(objective, "lowerBound", o.lowerBound());
            Json.put(objective, "gap", o.gap());
        }
        plan.conflict().ifPresent(c -> {
            ObjectNode conflict = node.putObject("conflict");
            conflict.set(
                    "constraints",
                    Json.texts(c.constraints().stream().map(names).toList()));
            conflict.put("minimal", c.minimal()).put("relaxation", names.apply(c.relaxation()));
        });
        node.set("resources", resources(plan.deployments()));
        rules.ifPresent(r -> calendar(node, r, plan.deployments()));
        node.set("provenance", ReportDocument.provenance(plan.provenance()));
        return node;
    }

    private ArrayNode resources(List<ScheduledDeployment> jobs) {
        Map<String, TreeMap<Instant, Integer>> changes = new TreeMap<>();
        rules.ifPresent(r -> r.capacities().keySet().forEach(name -> changes.put(name, new TreeMap<>())));
        for (ScheduledDeployment d : jobs) {
            d.strategy().uses().forEach((resource, units) -> {
                if (rules.isPresent() && rules.get().budgets().containsKey(resource)) {
                    return;
                }
                TreeMap<Instant, Integer> at = changes.computeIfAbsent(resource, x -> new TreeMap<>());
                at.merge(d.start(), units, Integer::sum);
                at.merge(d.end(), -units, Integer::sum);
            });
        }
        ArrayNode resources = Json.array();
        changes.forEach((resource, at) -> {
            ObjectNode node = resources.addObject().put("name", names.apply(resource));
            rules.map(r -> r.capacities().get(resource)).ifPresent(units -> node.put("capacity", units));
            ArrayNode steps = node.putArray("steps");
            int used = 0;
            for (Map.Entry<Instant, Integer> change : at.entrySet()) {
                used += change.getValue();
                steps.addArray().add(change.getKey().toEpochMilli()).add(used);
            }
        });
        return resources;
    }

    private void calendar(ObjectNode node, DeploymentRules r, List<ScheduledDeployment> jobs) {
        node.put("zone", r.zone().getId());
        Interval shown = shown(r, jobs);
        ArrayNode windows = node.putArray("windows");
        for (Interval window : Windows.within(shown, r)) {
            windows.addArray()
                    .add(window.start().toEpochMilli())
                    .add(window.end().toEpochMilli());
        }
        ArrayNode blackouts = node.putArray("blackouts");
        r.blackouts().forEach((name, interval) -> {
            if (interval.overlaps(shown)) {
                blackouts
                        .addObject()
                        .put("name", names.apply(name))
                        .put("start", interval.start().toEpochMilli())
                        .put("end", interval.end().toEpochMilli());
            }
        });
    }

    /** From the first start to the last end, or what the horizon allows of its first two weeks where nothing is planned. */
    private static Interval shown(DeploymentRules r, List<ScheduledDeployment> jobs) {
        TreeSet<Instant> times = new TreeSet<>();
        jobs.forEach(d -> {
            times.add(d.start());
            times.add(d.end());
        });
        if (times.isEmpty()) {
            Instant end = r.horizon().start().plusSeconds(14 * 86_400L);
            return new Interval(
                    r.horizon().start(),
                    end.isBefore(r.horizon().end()) ? end : r.horizon().end());
        }
        return new Interval(times.first(), times.last());
    }
}
