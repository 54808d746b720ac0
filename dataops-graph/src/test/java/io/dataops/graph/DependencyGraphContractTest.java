package io.dataops.graph;

import io.dataops.api.ImpactAnalysis;
import io.dataops.api.Layer;
import io.dataops.api.contract.ImpactAnalysisContract;

final class DependencyGraphContractTest extends ImpactAnalysisContract {
    @Override
    protected ImpactAnalysis chain() {
        return DependencyGraph.builder()
                .asset("c", Layer.CODE)
                .asset("d", Layer.DATA)
                .asset("a", Layer.DATA)
                .asset("b", Layer.CODE)
                .edge("b", "c")
                .edge("a", "b")
                .build();
    }
}
