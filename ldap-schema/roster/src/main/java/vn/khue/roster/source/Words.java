package vn.khue.roster.source;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;

/** The words that sources use for our codes, compared as {@link HeaderName} compares. Immutable tables. */
public final class Words {

    /** The usual words for a sex. */
    public static final String SEXES = "Nam, Nữ, male, female";

    private static final Map<String, Sex> SEX = Map.of(
            "nam", Sex.MALE,
            "male", Sex.MALE,
            "0", Sex.MALE,
            "nu", Sex.FEMALE,
            "female", Sex.FEMALE,
            "1", Sex.FEMALE,
            "2", Sex.UNKNOWN,
            "other", Sex.UNKNOWN,
            "unspecified", Sex.UNKNOWN,
            "khac", Sex.UNKNOWN);

    private static final Map<String, Position> POSITION = Map.ofEntries(
            Map.entry("hieutruong", Position.HIEU_TRUONG),
            Map.entry("phohieutruong", Position.PHO_HIEU_TRUONG),
            Map.entry("totruong", Position.TO_TRUONG),
            Map.entry("totruongchuyenmon", Position.TO_TRUONG),
            Map.entry("topho", Position.TO_PHO),
            Map.entry("tophochuyenmon", Position.TO_PHO),
            Map.entry("giaovien", Position.GIAO_VIEN),
            Map.entry("gv", Position.GIAO_VIEN),
            Map.entry("vanthu", Position.VAN_THU),
            Map.entry("nhanvienvanthu", Position.VAN_THU),
            Map.entry("ketoan", Position.KE_TOAN),
            Map.entry("nhanvienketoan", Position.KE_TOAN),
            Map.entry("thuvien", Position.THU_VIEN),
            Map.entry("nhanvienthuvien", Position.THU_VIEN),
            Map.entry("thietbi", Position.THIET_BI),
            Map.entry("nhanvienthietbi", Position.THIET_BI),
            Map.entry("yte", Position.Y_TE),
            Map.entry("nhanvienyte", Position.Y_TE),
            Map.entry("giaovu", Position.GIAO_VU),
            Map.entry("nhanviengiaovu", Position.GIAO_VU),
            Map.entry("qtcntt", Position.QT_CNTT),
            Map.entry("quantricntt", Position.QT_CNTT),
            Map.entry("anninh", Position.AN_NINH),
            Map.entry("qtnentang", Position.QT_NEN_TANG),
            Map.entry("kiemtoan", Position.KIEM_TOAN),
            Map.entry("canbora", Position.CAN_BO_RA),
            Map.entry("canboca", Position.CAN_BO_CA),
            Map.entry("canbothe", Position.CAN_BO_THE),
            // OneRoster 1.2 roleType
            Map.entry("teacher", Position.GIAO_VIEN),
            Map.entry("aide", Position.GIAO_VIEN),
            Map.entry("principal", Position.HIEU_TRUONG),
            Map.entry("siteadministrator", Position.QT_CNTT),
            Map.entry("districtadministrator", Position.QT_NEN_TANG),
            Map.entry("systemadministrator", Position.QT_NEN_TANG),
            Map.entry("administrator", Position.QT_CNTT));

    private static final Map<String, GuardianKind> GUARDIAN = Map.of(
            "mother", GuardianKind.MOTHER,
            "me", GuardianKind.MOTHER,
            "father", GuardianKind.FATHER,
            "cha", GuardianKind.FATHER,
            "bo", GuardianKind.FATHER,
            "guardian", GuardianKind.GUARDIAN,
            "nguoigiamho", GuardianKind.GUARDIAN);

    private static final Map<String, PersonKind> KIND = Map.ofEntries(
            Map.entry("student", PersonKind.PUPIL),
            Map.entry("pupil", PersonKind.PUPIL),
            Map.entry("hocsinh", PersonKind.PUPIL),
            Map.entry("staff", PersonKind.STAFF),
            Map.entry("nhanvien", PersonKind.STAFF),
            Map.entry("formteacher", PersonKind.STAFF),
            Map.entry("giaovienchunhiem", PersonKind.STAFF),
            Map.entry("gvcn", PersonKind.STAFF));

    private Words() {}

    /** In which capacity someone with that role is at a school; who holds a position is staff. */
    public static Optional<PersonKind> kind(String role) {
        return Optional.ofNullable(KIND.get(HeaderName.key(role)))
                .or(() -> position(role).map(position -> PersonKind.STAFF));
    }

    /** Whether the role is that of a form teacher. */
    public static boolean formTeacher(String role) {
        return Set.of("formteacher", "giaovienchunhiem", "gvcn").contains(HeaderName.key(role));
    }

    /** The sex that a word names. */
    public static Optional<Sex> sex(String cell) {
        return Optional.ofNullable(SEX.get(HeaderName.key(cell)));
    }

    /** The position that a word names, also one that no roster may give. */
    public static Optional<Position> position(String cell) {
        return Optional.ofNullable(POSITION.get(HeaderName.key(cell)));
    }

    static Optional<GuardianKind> guardian(String cell) {
        return Optional.ofNullable(GUARDIAN.get(HeaderName.key(cell)));
    }
}
