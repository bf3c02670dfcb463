package dev.ridewire.events;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

/**
 * The contracts as they may be after some more releases: every message of today has one field more, every enum one
 * value more, and every stream one fact more.
 */
final class Tomorrow {
    static final String FACT = "FactOfTomorrow";
    static final int VALUE = 999;
    private static final String FIELD = "of_tomorrow";
    private static final String FACT_FIELD = "fact_of_tomorrow";
    private static final int FIELD_NUMBER = 900;
    private static final int FACT_NUMBER = 901;

    private Tomorrow() {}

    /** An event of today as tomorrow's sender writes it: with the new field set in each of its messages. */
    static DynamicMessage withNewFields(Message today) {
        return withNewFields(inTomorrowsSchema(today));
    }

    /** An event of today with the new value in each of its enums. */
    static DynamicMessage withNewEnumValues(Message today) {
        return withNewEnumValues(inTomorrowsSchema(today));
    }

    /** An event of today with the new fact in the place of the one it had. */
    static DynamicMessage withNewFact(Message today) {
        var event = inTomorrowsSchema(today).toBuilder();
        var fact = field(event.getDescriptorForType(), FACT_FIELD);
        return event.setField(fact, withNewFields(DynamicMessage.getDefaultInstance(fact.getMessageType()))).build();
    }

    private static DynamicMessage inTomorrowsSchema(Message today) {
        var type = today.getDescriptorForType();
        try {
            return DynamicMessage.parseFrom(
                    fileOf(type.getFile()).findMessageTypeByName(type.getName()), today.toByteString());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("tomorrow can't read " + today, e);
        }
    }

    private static DynamicMessage withNewFields(DynamicMessage message) {
        var changed = message.toBuilder();
        message.getAllFields().forEach((field, value) -> {
            if (value instanceof DynamicMessage below && isOurs(field)) {
                changed.setField(field, withNewFields(below));
            }
        });
        return changed.setField(field(message.getDescriptorForType(), FIELD), "news").build();
    }

    private static DynamicMessage withNewEnumValues(DynamicMessage message) {
        var changed = message.toBuilder();
        message.getAllFields().forEach((field, value) -> {
            if (value instanceof DynamicMessage below) {
                changed.setField(field, withNewEnumValues(below));
            } else if (field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
                changed.setField(field, field.getEnumType().findValueByNumber(VALUE));
            }
        });
        return changed.build();
    }

    private static FieldDescriptor field(Descriptor message, String name) {
        return message.findFieldByName(name);
    }

    private static boolean isOurs(FieldDescriptor field) {
        return field.getMessageType().getFile().getPackage().startsWith("ridewire.");
    }

    private static FileDescriptor fileOf(FileDescriptor today) {
        if (!today.getPackage().startsWith("ridewire.")) {
            return today;
        }
        try {
            return FileDescriptor.buildFrom(grown(today.toProto()),
                    today.getDependencies().stream().map(Tomorrow::fileOf).toArray(FileDescriptor[]::new));
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException("no tomorrow for " + today.getName(), e);
        }
    }

    private static FileDescriptorProto grown(FileDescriptorProto today) {
        var file = today.toBuilder();
        file.getEnumTypeBuilderList().forEach(Tomorrow::grow);
        file.getMessageTypeBuilderList().forEach(message -> grow(message, today.getPackage()));
        return file.addMessageType(DescriptorProto.newBuilder().setName(FACT).addField(text())).build();
    }

    private static void grow(EnumDescriptorProto.Builder type) {
        type.addValue(EnumValueDescriptorProto.newBuilder().setName(type.getName() + "_OF_TOMORROW").setNumber(VALUE));
    }

    private static void grow(DescriptorProto.Builder message, String inPackage) {
        message.addField(text());
        for (int i = 0; i < message.getOneofDeclCount(); i++) {
            if (message.getOneofDecl(i).getName().equals("fact")) {
                message.addField(FieldDescriptorProto.newBuilder().setName(FACT_FIELD).setNumber(FACT_NUMBER)
                        .setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName("." + inPackage + "." + FACT)
                        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL).setOneofIndex(i));
            }
        }
    }

    private static FieldDescriptorProto.Builder text() {
        return FieldDescriptorProto.newBuilder().setName(FIELD).setNumber(FIELD_NUMBER)
                .setType(FieldDescriptorProto.Type.TYPE_STRING).setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    }
}
