package io.dataops.api;

/**
 * The answer of the loop before a deployment.
 *
 * <pre>{@code
 * Outcome outcome = ops.run(changes);
 * outcome.impact().top(10);
 * outcome.tests().selected();
 * outcome.plan().deployments();
 * System.out.println(outcome.explain());
 * }</pre>
 *
 * @param impact who is hit, and how likely
 * @param tests which tests to run
 * @param plan when and how to deploy
 */
public record Outcome(Impact impact, TestPlan tests, DeploymentPlan plan) implements Explained {

    /**
     * Returns what changed.
     *
     * @return the changes that were asked about
     */
    public ChangeSet changes() {
        return impact.changes();
    }

    @Override
    public String explain() {
        return "changes\n" + changes().explain() + "\n\nimpact\n" + impact.explain() + "\n\ntests\n" + tests.explain()
                + "\n\ndeployment plan\n" + plan.explain();
    }
}
