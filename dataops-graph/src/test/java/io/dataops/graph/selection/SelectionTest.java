package io.dataops.graph.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.InputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of selections with their results, written by hand from dbt's documentation of node selection. */
final class SelectionTest {
    private static final ProjectNodes SHOP = read(
            "{'metadata':{'dbt_schema_version':'https://schemas.getdbt.com/dbt/manifest/v12.json'},"
                    + "'nodes':{"
                    + node("stg_orders", "staging", "'nightly'", "view", "'source.shop.raw.orders'") + ","
                    + node("stg_payments", "staging", "", "view", "'source.shop.raw.payments'") + ","
                    + node(
                            "orders",
                            "marts",
                            "'nightly','finance'",
                            "table",
                            "'model.shop.stg_orders','model.shop.stg_payments'")
                    + ","
                    + node(
                            "customers",
                            "marts.core",
                            "'finance'",
                            "incremental",
                            "'model.shop.orders','model.shop.stg_customers'")
                    + ","
                    + node("stg_customers", "staging", "", "view", "'seed.shop.people'") + ","
                    + "'seed.shop.people':{'resource_type':'seed','name':'people','package_name':'shop','fqn':['shop','people'],'original_file_path':'seeds/people.csv'},"
                    + "'test.shop.t':{'resource_type':'test','name':'t','depends_on':{'nodes':['model.shop.orders']}},"
                    + "'model.shop.off':{'resource_type':'model','name':'off','config':{'enabled':false}}},"
                    + "'sources':{'source.shop.raw.orders':{'resource_type':'source','name':'orders','source_name':'raw','package_name':'shop','fqn':['shop','staging','raw','orders']},"
                    + "'source.shop.raw.payments':{'resource_type':'source','name':'payments','source_name':'raw','package_name':'shop','fqn':['shop','staging','raw','payments']}},"
                    + "'exposures':{'exposure.shop.weekly':{'name':'weekly','package_name':'shop','fqn':['shop','weekly'],'depends_on':{'nodes':['model.shop.customers']}}}}");

    private static String node(String name, String folder, String tags, String materialized, String reads) {
        String parts =
                Arrays.stream(folder.split("\\.")).map(p -> "'" + p + "'").collect(Collectors.joining(","));
        return "'model.shop." + name + "':{'resource_type':'model','name':'" + name
                + "','package_name':'shop','fqn':['shop',"
                + parts + ",'" + name + "'],'original_file_path':'models/" + folder.replace('.', '/') + "/" + name
                + ".sql','tags':[" + tags + "],'config':{'materialized':'" + materialized
                + "','enabled':true},'depends_on':{'nodes':[" + reads + "]}}";
    }

    private static ProjectNodes read(String json) {
        return ProjectNodes.read(
                new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), "manifest.json");
    }

    private static final ChangeSet CHANGES = ChangeSet.of(
            Change.logicChanged("model.shop.orders"),
            Change.assetAdded("model.shop.stg_customers"),
            Change.configurationChanged("model.shop.stg_orders"),
            Change.assetRemoved("model.shop.gone"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders                                  | orders
            orders+                                 | orders customers weekly
            +orders                                 | stg_orders stg_payments orders raw.orders raw.payments
            1+orders                                | stg_orders stg_payments orders
            orders+1                                | orders customers
            1+orders+1                              | stg_orders stg_payments orders customers
            +orders+                                | stg_orders stg_payments orders customers raw.orders raw.payments weekly
            @stg_customers                          | stg_orders stg_payments orders customers stg_customers people raw.orders raw.payments weekly
            @orders                                 | stg_orders stg_payments orders customers stg_customers people raw.orders raw.payments weekly
            tag:nightly                             | stg_orders orders
            tag:nightly,tag:finance                 | orders
            tag:nightly tag:finance                 | stg_orders orders customers
            tag:nightly+,config.materialized:incremental | customers
            staging                                 | stg_orders stg_payments stg_customers
            shop.marts                              | orders customers
            marts.core                              | customers
            shop.marts.core.customers               | customers
            stg_*                                   | stg_orders stg_payments stg_customers
            stg_[op]*                               | stg_orders stg_payments
            path:models/staging                     | stg_orders stg_payments stg_customers
            path:models/marts/                      | orders customers
            models/marts/core/customers.sql         | customers
            customers.sql                           | customers
            file:people.csv                         | people
            package:shop,resource_type:seed         | people
            config.materialized:view                | stg_orders stg_payments stg_customers
            source:raw                              | raw.orders raw.payments
            source:raw.orders+                      | stg_orders orders customers raw.orders weekly
            source:shop.raw.payments                | raw.payments
            +exposure:weekly,resource_type:source   | raw.orders raw.payments
            exposure:*                              | weekly
            state:modified                          | stg_orders orders stg_customers
            state:modified.body                     | orders
            state:modified.configs                  | stg_orders
            state:new                               | stg_customers
            state:modified.body+                    | orders customers weekly
            state:unmodified,resource_type:model    | stg_payments customers
            state:old,tag:nightly                   | stg_orders orders
            nothing_like_this                       | ''
            off t                                   | ''
            """)
    void selectsWhatDbtDocuments(String selection, String expected) {
        assertThat(names(Selection.parse(selection))).isEqualTo(expected);
    }

    private static String names(Selection selection) {
        return selection.of(SHOP, CHANGES).stream()
                .map(id -> SHOP.nodes().get(id).name())
                .collect(Collectors.joining(" "));
    }

    @Test
    void exclusionsAreTakenAway() {
        assertThat(names(Selection.parse("+orders").excluding("source:raw tag:finance")))
                .isEqualTo("stg_orders stg_payments");
        assertThat(names(Selection.parse("tag:nightly").excluding("stg_orders+")))
                .isEmpty();
        assertThat(Selection.parse("orders").of(SHOP)).containsExactly("model.shop.orders");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'tag:'            | 5  | expected a value after tag:
            'orders, '        | 8  | expected a selector beside the comma
            ',orders'         | 1  | expected a selector beside the comma
            'a b,,c'          | 5  | expected a selector beside the comma
            ' '               | 1  | expected a selector, but the text is empty
            'orders tagg:x'   | 8  | method tagg is not known
            'a state:odd'     | 9  | state odd is not known
            '+'               | 2  | expected a name or a method
            '@'               | 2  | expected a name or a method
            '@a+'             | 3  | @ takes all descendants already
            'a+b'             | 2  | + must stand before or after a name
            '9999999+a'       | 1  | is too large
            'config:x'        | 1  | method config is not known
            """)
    void whatIsWrongIsSaidWithItsColumn(String selection, int column, String message) {
        assertThatThrownBy(() -> Selection.parse(selection))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("selector at column " + column + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void otherJsonIsRefused() {
        assertThatThrownBy(() -> read("{'nodes':{}}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not a dbt manifest");
    }
}
