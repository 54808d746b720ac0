package io.dataops.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * When, in which order and with which strategy to deploy.
 *
 * <p>The certificate: a lower bound for each objective, or the constraints that conflict.
 *
 * <pre>{@code
 * if (plan.isFeasible()) {
 *     plan.of("api").orElseThrow().start();
 * } else {
 *     plan.conflict().orElseThrow().relaxation();   // extend window SATURDAY 22:00-04:00 by PT25M
 * }
 * }</pre>
 *
 * @param status what is known of the plan
 * @param deployments the deployments by start, then by asset; empty unless feasible
 * @param objectives what the plan keeps small, the most important first
 * @param conflict why nothing fits, if the status is infeasible
 * @param provenance how the answer was computed
 */
public record DeploymentPlan(
        Status status,
        List<ScheduledDeployment> deployments,
        List<PlanObjective> objectives,
        Optional<PlanConflict> conflict,
        Provenance provenance)
        implements Explained {

    private static final DeploymentPlan NONE = new DeploymentPlan(
            Status.OPTIMAL, List.of(), List.of(), Optional.empty(), Provenance.of("no deployment planning"));

    /** What is known of a plan. */
    public enum Status {
        /** Feasible, and every objective equals its lower bound. */
        OPTIMAL,
        /** Feasible. */
        FEASIBLE,
        /** No plan exists; the conflict says why. */
        INFEASIBLE,
        /** The budget ended before a plan or a proof was found. */
        UNKNOWN
    }

    /** Copies the lists; refuses deployments of a plan that is not feasible, and a conflict of one that is. */
    public DeploymentPlan {
        deployments = List.copyOf(deployments);
        objectives = List.copyOf(objectives);
        boolean feasible = status == Status.OPTIMAL || status == Status.FEASIBLE;
        if (!feasible && !deployments.isEmpty()) {
            throw new IllegalArgumentException("a plan that is " + status + " must not have deployments.");
        }
        if (conflict.isPresent() != (status == Status.INFEASIBLE)) {
            throw new IllegalArgumentException("a conflict belongs to INFEASIBLE, not to " + status + ".");
        }
    }

    /**
     * Returns the plan of a loop that deploys nothing.
     *
     * @return a plan without deployments
     */
    public static DeploymentPlan none() {
        return NONE;
    }

    /**
     * Says whether the plan can be carried out.
     *
     * @return true if optimal or feasible
     */
    public boolean isFeasible() {
        return status == Status.OPTIMAL || status == Status.FEASIBLE;
    }

    /**
     * Returns the deployment of one asset.
     *
     * @param asset the asset
     * @return its deployment, if the plan has one
     */
    public Optional<ScheduledDeployment> of(String asset) {
        return deployments.stream().filter(d -> d.asset().equals(asset)).findFirst();
    }

    private static String rollback(ScheduledDeployment d) {
        return d.expectedRollbackCost() == 0
                ? ""
                : String.format(Locale.ROOT, "; expected rollback cost %.2f", d.expectedRollbackCost());
    }

    @Override
    public String explain() {
        if (conflict.isPresent()) {
            PlanConflict c = conflict.get();
            return "does not fit: " + c.constraints().stream().map(Text::line).collect(Collectors.joining("; "))
                    + (c.relaxation().isEmpty() ? "" : "\nwould fit: " + Text.line(c.relaxation()));
        }
        String goals = objectives.stream()
                .map(o -> String.format(Locale.ROOT, "%s %.2f (at least %.2f)", o.name(), o.value(), o.lowerBound()))
                .collect(Collectors.joining(", "));
        String jobs = deployments.stream()
                .map(d -> "\n" + d.start() + " " + Text.shown(d.asset()) + " by "
                        + Text.shown(d.strategy().name()) + ": " + Text.line(d.waitsFor()) + rollback(d))
                .collect(Collectors.joining());
        return status.name().toLowerCase(Locale.ROOT) + (goals.isEmpty() ? "" : ": " + goals) + "\nby "
                + provenance.algorithm() + jobs;
    }
}
