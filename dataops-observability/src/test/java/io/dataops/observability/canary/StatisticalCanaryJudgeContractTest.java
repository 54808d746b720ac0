package io.dataops.observability.canary;

import io.dataops.api.CanaryJudge;
import io.dataops.api.contract.CanaryJudgeContract;

final class StatisticalCanaryJudgeContractTest extends CanaryJudgeContract {
    @Override
    protected CanaryJudge judge() {
        return new StatisticalCanaryJudge();
    }
}
