package vn.khue.district;

import java.time.LocalDate;
import java.util.List;
import vn.khue.directory.Position;
import vn.khue.directory.Validity;

/** The staff above the schools: the Sở, the communes and the unit that runs Khuê. */
final class Offices {

    private static final List<Position> OFFICERS = List.of(
            Position.AN_NINH,
            Position.KIEM_TOAN,
            Position.CAN_BO_RA,
            Position.CAN_BO_CA,
            Position.CAN_BO_THE,
            Position.QT_NEN_TANG);
    private static final int OF_EACH = 2;
    private static final int AT_SO = 6;
    private static final int AT_PHONG = 8;

    private final long seed;
    private final People people;

    Offices(long seed, People people) {
        this.seed = seed;
        this.people = people;
    }

    /** Two officers of each kind, because much of what they do needs a second one. */
    Staffing operator(DistrictSink sink) {
        Staffing staffing = staffing(sink, UnitMap.OPERATOR);
        for (Position position : OFFICERS) {
            for (int i = 0; i < OF_EACH; i++) {
                staffing.hire(position, Validity.since(LocalDate.of(2026, 1, 5)));
            }
        }
        return staffing;
    }

    /** Officers of the Sở and the communes; those of the Phòng went to the Sở when it ended. */
    void others(DistrictSink sink) {
        Staffing so = staffing(sink, UnitMap.SO);
        for (int i = 0; i < AT_SO; i++) {
            so.hire(Position.CHUYEN_VIEN_SO, so.since(2012, 2024));
        }
        Staffing phong = staffing(sink, UnitMap.PHONG);
        for (int i = 0; i < AT_PHONG; i++) {
            var officer = phong.hire(
                    Position.CHUYEN_VIEN_SO, Validity.between(LocalDate.of(2015, 9, 1), UnitMap.LAST_OF_PHONG));
            so.transfer(officer, Position.CHUYEN_VIEN_SO, UnitMap.FIRST_OF_COMMUNES);
        }
        for (Commune commune : Commune.values()) {
            Staffing office = staffing(sink, commune.unit());
            for (int i = 0; i < OF_EACH; i++) {
                office.hire(Position.CHUYEN_VIEN_XA, Validity.since(UnitMap.FIRST_OF_COMMUNES));
            }
        }
    }

    private Staffing staffing(DistrictSink sink, String unit) {
        return new Staffing(sink, people, new Chance(seed, unit), unit);
    }
}
