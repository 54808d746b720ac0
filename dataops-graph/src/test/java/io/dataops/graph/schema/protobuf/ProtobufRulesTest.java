package io.dataops.graph.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import io.dataops.api.InputException;
import io.dataops.graph.schema.Compatibility;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ProtobufRulesTest {

    private static byte[] file(
            Consumer<DescriptorProto.Builder> message, Consumer<EnumDescriptorProto.Builder> values) {
        DescriptorProto.Builder order = DescriptorProto.newBuilder()
                .setName("Order")
                .addField(field("id", 1, FieldDescriptorProto.Type.TYPE_INT32))
                .addField(field("note", 2, FieldDescriptorProto.Type.TYPE_STRING));
        message.accept(order);
        EnumDescriptorProto.Builder state = EnumDescriptorProto.newBuilder()
                .setName("State")
                .addValue(EnumValueDescriptorProto.newBuilder().setName("NEW").setNumber(0))
                .addValue(EnumValueDescriptorProto.newBuilder().setName("PAID").setNumber(1));
        values.accept(state);
        return FileDescriptorSet.newBuilder()
                .addFile(FileDescriptorProto.newBuilder()
                        .setName("orders.proto")
                        .setPackage("shop")
                        .setSyntax("proto3")
                        .addMessageType(order)
                        .addEnumType(state))
                .build()
                .toByteArray();
    }

    private static FieldDescriptorProto.Builder field(String name, int number, FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    }

    private static List<String> rules(Compatibility<byte[]> by, byte[] before, byte[] after) {
        return by.check(after, List.of(before)).violations().stream()
                .map(v -> v.reason().rule())
                .toList();
    }

    private static final byte[] BEFORE = file(m -> {}, e -> {});

    @Test
    void theSameIsCompatibleInEveryCategory() {
        for (ProtobufCategory category : ProtobufCategory.values()) {
            assertThat(rules(ProtobufRules.compatibility(category), BEFORE, BEFORE))
                    .isEmpty();
        }
    }

    @Test
    void aFieldMayGoOnTheWireWhenItsNumberIsReserved() {
        byte[] gone = file(m -> m.removeField(1), e -> {});
        byte[] reserved = file(
                m -> m.removeField(1)
                        .addReservedRange(DescriptorProto.ReservedRange.newBuilder()
                                .setStart(2)
                                .setEnd(3)),
                e -> {});
        assertThat(rules(ProtobufRules.compatibility(ProtobufCategory.WIRE), BEFORE, gone))
                .containsExactly("FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED");
        assertThat(rules(ProtobufRules.compatibility(ProtobufCategory.WIRE), BEFORE, reserved))
                .isEmpty();
        assertThat(rules(ProtobufRules.compatibility(ProtobufCategory.FILE), BEFORE, reserved))
                .containsExactly("FIELD_NO_DELETE");
        assertThat(rules(ProtobufRules.compatibility(ProtobufCategory.WIRE_JSON), BEFORE, reserved))
                .containsExactly("FIELD_NO_DELETE_UNLESS_NAME_RESERVED");
    }

    @Test
    void typesThatShareAnEncodingPassOnTheWireAndNotInSource() {
        byte[] wider = file(m -> m.setField(0, field("id", 1, FieldDescriptorProto.Type.TYPE_INT64)), e -> {});
        assertThat(rules(ProtobufRules.compatibility(ProtobufCategory.WIRE), BEFORE, wider))
                .isEmpty();
        assertThat(rules(ProtobufRules.compatibility(ProtobufCategory.WIRE_JSON), BEFORE, wider))
                .containsExactly("FIELD_WIRE_JSON_COMPATIBLE_TYPE");
        assertThat(ProtobufRules.compatibility(ProtobufCategory.FILE)
                        .check(wider, List.of(BEFORE))
                        .explain())
                .contains("FIELD_SAME_TYPE at orders.proto:shop.Order.id: int32 became int64");
    }

    @Test
    void enumsAndSingleRules() {
        byte[] fewer = file(m -> {}, e -> e.removeValue(1));
        assertThat(rules(ProtobufRules.compatibility(ProtobufCategory.PACKAGE), BEFORE, fewer))
                .containsExactly("ENUM_VALUE_NO_DELETE");
        assertThat(rules(ProtobufRules.compatibility(Set.of("ENUM_VALUE_SAME_NAME")), BEFORE, fewer))
                .isEmpty();
        byte[] renamed = file(
                m -> {},
                e -> e.setValue(
                        1, EnumValueDescriptorProto.newBuilder().setName("DONE").setNumber(1)));
        assertThat(rules(ProtobufRules.compatibility(Set.of("ENUM_VALUE_SAME_NAME")), BEFORE, renamed))
                .containsExactly("ENUM_VALUE_SAME_NAME");
        assertThat(rules(ProtobufRules.compatibility(ProtobufCategory.FILE), BEFORE, new byte[0]))
                .contains("FILE_NO_DELETE", "MESSAGE_NO_DELETE", "ENUM_NO_DELETE");
    }

    @Test
    void whatIsNoDescriptorIsRefused() {
        assertThatThrownBy(
                        () -> rules(ProtobufRules.compatibility(ProtobufCategory.WIRE), BEFORE, new byte[] {10, 99, 1}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected a FileDescriptorSet");
    }
}
