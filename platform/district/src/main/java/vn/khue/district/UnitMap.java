package vn.khue.district;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import vn.khue.directory.Dated;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;

/**
 * The units and who stands over whom: until 30 June 2025 the district's Phòng, since 1 July 2025 seven communes for administration and
 * the Sở for the profession (R5.15, R5.17). Codes are invented in the two forms of R5.5.
 */
final class UnitMap {

    /** Last day of the Phòng. */
    static final LocalDate LAST_OF_PHONG = LocalDate.of(2025, 6, 30);

    /** First day of the communes. */
    static final LocalDate FIRST_OF_COMMUNES = LocalDate.of(2025, 7, 1);

    static final String SO = "so-gddt-tphcm";
    static final String PHONG = "phong-gddt-cu-chi";
    static final String OPERATOR = "van-hanh-khue";
    static final String OPERATOR_NAME = "Tổ vận hành nền tảng Khuê";

    private static final LocalDate OLD = LocalDate.of(2000, 9, 5);
    private static final LocalDate KHUE_BEGAN = LocalDate.of(2026, 1, 1);

    /** As data of each unit; a commonly used size, to be replaced by that of the real stamp (R1.9). */
    private static final int SEAL_MM = 36;

    private final Chance chance;
    private final List<School> schools;

    UnitMap(long seed, List<School> schools) {
        this.chance = new Chance(seed, "unit-map");
        this.schools = schools;
    }

    /** All units and edges but the operating unit, which comes last of the whole district: see {@link #operator()}. */
    void tell(DistrictSink sink) {
        sink.add(unit(SO, UnitKind.SO, "Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh", Validity.since(OLD), "79"));
        sink.add(unit(
                PHONG,
                UnitKind.PHONG,
                "Phòng Giáo dục và Đào tạo huyện Củ Chi",
                Validity.between(OLD, LAST_OF_PHONG),
                "79783"));
        for (Commune commune : Commune.values()) {
            sink.add(unit(
                    commune.unit(),
                    UnitKind.XA,
                    "Ủy ban nhân dân xã " + commune.label(),
                    Validity.since(FIRST_OF_COMMUNES),
                    newCode(commune)));
        }
        edge(sink, SO, PHONG, EdgeKind.CHUYEN_MON, Validity.between(OLD, LAST_OF_PHONG));
        edge(sink, SO, OPERATOR, EdgeKind.QUAN_LY, Validity.since(KHUE_BEGAN));
        schools.forEach(school -> tell(sink, school));
    }

    /** The unit that runs Khuê. Loading it last marks the district as whole. */
    Unit operator() {
        return unit(OPERATOR, UnitKind.VAN_HANH, OPERATOR_NAME, Validity.since(KHUE_BEGAN), "79-KHUE");
    }

    private void tell(DistrictSink sink, School school) {
        sink.add(new Unit(
                school.id(),
                school.kind(),
                List.of(new Dated<>(school.name(), Validity.since(OLD))),
                List.of(
                        new Dated<>(
                                String.format(Locale.ROOT, "79783%03d", 401 + school.number()),
                                Validity.between(OLD, LAST_OF_PHONG)),
                        new Dated<>(
                                newCode(school.commune()) + String.format(Locale.ROOT, "%03d", 1 + school.number()),
                                Validity.since(FIRST_OF_COMMUNES))),
                OptionalInt.of(SEAL_MM)));
        edge(sink, PHONG, school.id(), EdgeKind.QUAN_LY, Validity.between(OLD, LAST_OF_PHONG));
        edge(sink, PHONG, school.id(), EdgeKind.CHUYEN_MON, Validity.between(OLD, LAST_OF_PHONG));
        edge(sink, school.commune().unit(), school.id(), EdgeKind.QUAN_LY, Validity.since(FIRST_OF_COMMUNES));
        edge(sink, SO, school.id(), EdgeKind.CHUYEN_MON, Validity.since(FIRST_OF_COMMUNES));
    }

    private void edge(DistrictSink sink, String parent, String child, EdgeKind kind, Validity validity) {
        sink.add(new UnitEdge(chance.uuid(), parent, child, kind, validity));
    }

    private static Unit unit(String id, UnitKind kind, String name, Validity validity, String code) {
        return new Unit(
                id,
                kind,
                List.of(new Dated<>(name, validity)),
                List.of(new Dated<>(code, validity)),
                OptionalInt.of(SEAL_MM));
    }

    /** Mã sở and an invented commune code. */
    private static String newCode(Commune commune) {
        return "79" + (90001 + commune.ordinal());
    }
}
