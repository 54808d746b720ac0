package io.dataops.api;

/**
 * One thing that is different between two versions of a platform.
 *
 * <p>Assets and columns are named as in the graph that the change is asked of: by identifier, or by an alias that is
 * unambiguous there.
 *
 * <pre>{@code
 * Change change = Change.columnDropped("stg_orders", "discount");
 * change.describe();                   // "stg_orders: column discount dropped"
 * Change.columnDropped("", "discount");   // IllegalArgumentException: asset () must not be blank.
 * }</pre>
 */
public sealed interface Change {

    /**
     * Returns the asset that is changed.
     *
     * @return its identifier or alias, never blank
     */
    String asset();

    /**
     * Returns the change in one line.
     *
     * @return for example {@code "stg_orders: column discount dropped"}
     */
    String describe();

    /**
     * An asset that was not there before.
     *
     * @param asset the new asset
     */
    record AssetAdded(String asset) implements Change {
        /** Refuses a blank name. */
        public AssetAdded {
            Text.name("asset", asset);
        }

        @Override
        public String describe() {
            return asset + ": added";
        }
    }

    /**
     * An asset that is no longer there; what read it is affected through the edges of the earlier version.
     *
     * @param asset the removed asset
     */
    record AssetRemoved(String asset) implements Change {
        /** Refuses a blank name. */
        public AssetRemoved {
            Text.name("asset", asset);
        }

        @Override
        public String describe() {
            return asset + ": removed";
        }
    }

    /**
     * An asset whose transformation reads differently than before.
     *
     * @param asset the changed asset
     */
    record LogicChanged(String asset) implements Change {
        /** Refuses a blank name. */
        public LogicChanged {
            Text.name("asset", asset);
        }

        @Override
        public String describe() {
            return asset + ": logic changed";
        }
    }

    /**
     * An asset whose configuration alone is different: materialisation, tags, owners, schedule.
     *
     * @param asset the changed asset
     */
    record ConfigurationChanged(String asset) implements Change {
        /** Refuses a blank name. */
        public ConfigurationChanged {
            Text.name("asset", asset);
        }

        @Override
        public String describe() {
            return asset + ": configuration changed";
        }
    }

    /**
     * A column that an asset has in addition.
     *
     * @param asset the asset that has the column
     * @param column the new column
     */
    record ColumnAdded(String asset, String column) implements Change {
        /** Refuses blank names. */
        public ColumnAdded {
            Text.name("asset", asset);
            Text.name("column", column);
        }

        @Override
        public String describe() {
            return asset + ": column " + column + " added";
        }
    }

    /**
     * A column that an asset no longer has.
     *
     * @param asset the asset that had the column
     * @param column the dropped column
     */
    record ColumnDropped(String asset, String column) implements Change {
        /** Refuses blank names. */
        public ColumnDropped {
            Text.name("asset", asset);
            Text.name("column", column);
        }

        @Override
        public String describe() {
            return asset + ": column " + column + " dropped";
        }
    }

    /**
     * A column that goes by another name.
     *
     * @param asset the asset that has the column
     * @param column the name before
     * @param newName the name after
     */
    record ColumnRenamed(String asset, String column, String newName) implements Change {
        /** Refuses blank names. */
        public ColumnRenamed {
            Text.name("asset", asset);
            Text.name("column", column);
            Text.name("newName", newName);
        }

        @Override
        public String describe() {
            return asset + ": column " + column + " renamed to " + newName;
        }
    }

    /**
     * A column of another type.
     *
     * @param asset the asset that has the column
     * @param column the column
     * @param oldType the type before, as its tool writes it
     * @param newType the type after, as its tool writes it
     */
    record ColumnRetyped(String asset, String column, String oldType, String newType) implements Change {
        /** Refuses blank names and types. */
        public ColumnRetyped {
            Text.name("asset", asset);
            Text.name("column", column);
            Text.name("oldType", oldType);
            Text.name("newType", newType);
        }

        @Override
        public String describe() {
            return asset + ": column " + column + " retyped from " + oldType + " to " + newType;
        }
    }

    /**
     * Says that an asset is new.
     *
     * @param asset the asset
     * @return the change
     */
    static Change assetAdded(String asset) {
        return new AssetAdded(asset);
    }

    /**
     * Says that an asset is gone.
     *
     * @param asset the asset
     * @return the change
     */
    static Change assetRemoved(String asset) {
        return new AssetRemoved(asset);
    }

    /**
     * Says that an asset's transformation is different.
     *
     * @param asset the asset
     * @return the change
     */
    static Change logicChanged(String asset) {
        return new LogicChanged(asset);
    }

    /**
     * Says that only an asset's configuration is different.
     *
     * @param asset the asset
     * @return the change
     */
    static Change configurationChanged(String asset) {
        return new ConfigurationChanged(asset);
    }

    /**
     * Says that a column is new.
     *
     * @param asset the asset that has it
     * @param column the column
     * @return the change
     */
    static Change columnAdded(String asset, String column) {
        return new ColumnAdded(asset, column);
    }

    /**
     * Says that a column is gone.
     *
     * @param asset the asset that had it
     * @param column the column
     * @return the change
     */
    static Change columnDropped(String asset, String column) {
        return new ColumnDropped(asset, column);
    }

    /**
     * Says that a column has another name.
     *
     * @param asset the asset that has it
     * @param column the name before
     * @param newName the name after
     * @return the change
     */
    static Change columnRenamed(String asset, String column, String newName) {
        return new ColumnRenamed(asset, column, newName);
    }

    /**
     * Says that a column has another type.
     *
     * @param asset the asset that has it
     * @param column the column
     * @param oldType the type before
     * @param newType the type after
     * @return the change
     */
    static Change columnRetyped(String asset, String column, String oldType, String newType) {
        return new ColumnRetyped(asset, column, oldType, newType);
    }
}
