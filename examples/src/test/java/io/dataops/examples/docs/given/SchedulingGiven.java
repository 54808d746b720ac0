package io.dataops.examples.docs.given;

import io.dataops.api.DeploymentPlan;
import io.dataops.scheduling.deployment.DeploymentProblem;
import java.time.Instant;

/** What the examples of the scheduling module take as given. */
public abstract class SchedulingGiven extends Given {
    protected DeploymentProblem problem;
    protected DeploymentPlan bad;
    protected Instant opening;
    protected Instant closing;
    protected Instant quarterEnd;
    protected Instant quarterStart;
    protected Instant sundayMorning;
    protected Instant sundayFive;
}
