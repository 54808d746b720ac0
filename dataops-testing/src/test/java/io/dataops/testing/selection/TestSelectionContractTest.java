package io.dataops.testing.selection;

import io.dataops.api.TestSelector;
import io.dataops.api.contract.TestSelectorContract;

class TestSelectionContractTest extends TestSelectorContract {
    @Override
    protected TestSelector selector() {
        return new TestSelection();
    }
}
