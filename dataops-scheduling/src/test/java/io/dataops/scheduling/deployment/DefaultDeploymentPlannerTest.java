package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.DeploymentPlanner;
import io.dataops.api.contract.DeploymentPlannerContract;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class DefaultDeploymentPlannerTest extends DeploymentPlannerContract {
    @Override
    protected DeploymentPlanner planner() {
        return new DefaultDeploymentPlanner();
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(DeploymentPlanner.class))
                .anySatisfy(p -> assertThat(p).isInstanceOf(DefaultDeploymentPlanner.class));
    }
}
