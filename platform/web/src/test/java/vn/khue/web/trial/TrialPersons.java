package vn.khue.web.trial;

import java.util.List;
import java.util.Map;

/** Claims of invented persons, as the gate tells them. */
public final class TrialPersons {

    private TrialPersons() {}

    public static Map<String, Object> person(String khueId, String uid, String name, String role, String... units) {
        return Map.of(
                "sub",
                "pairwise-" + uid,
                "khue_id",
                khueId,
                "preferred_username",
                uid,
                "name",
                name,
                "khue_role",
                List.of(role),
                "khue_unit",
                java.util.Arrays.stream(units)
                        .map(unit -> Map.of("id", unit, "name", "Trường " + unit, "kind", kind(role)))
                        .toList());
    }

    /** Of the unit in which such a role is held. */
    private static String kind(String role) {
        return switch (role) {
            case "AN_NINH", "KIEM_TOAN", "CAN_BO_RA", "CAN_BO_CA", "CAN_BO_THE", "QT_NEN_TANG" -> "VAN_HANH";
            case "CHUYEN_VIEN_SO" -> "SO";
            case "CHUYEN_VIEN_XA" -> "XA";
            default -> "THCS";
        };
    }

    public static Map<String, Object> principal() {
        return person(
                "11111111-1111-4111-8111-111111111111", "hanh.ttm", "Trần Thị Mỹ Hạnh", "HIEU_TRUONG", "u1", "u2");
    }

    public static Map<String, Object> clerk() {
        return person("22222222-2222-4222-8222-222222222222", "tuan.vt", "Lê Anh Tuấn", "VAN_THU", "u1");
    }
}
