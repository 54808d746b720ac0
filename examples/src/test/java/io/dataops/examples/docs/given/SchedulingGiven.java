package io.dataops.examples.docs.given;

import io.dataops.api.DeploymentPlan;
import io.dataops.scheduling.deployment.DeploymentProblem;
import io.dataops.scheduling.deployment.DeploymentsBuilder;
import io.dataops.scheduling.project.Project;
import java.time.Instant;

/** What the examples of the scheduling module take as given. */
public abstract class SchedulingGiven extends Given {
    protected DeploymentsBuilder deployments;
    protected DeploymentProblem problem;
    protected DeploymentPlan bad;
    protected Project project;
    protected Instant opening;
    protected Instant closing;
    protected Instant quarterEnd;
    protected Instant quarterStart;
    protected Instant sundayMorning;
    protected Instant sundayFive;
}
