package vn.khue.signing.house;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.Dated;
import vn.khue.directory.DirectoryWriter;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;

/** Two schools and the registration office, all invented. */
public record School(
        Member principal,
        Member deputy,
        Member clerk,
        Member secondClerk,
        Member teacher,
        Member schoolIt,
        Member otherPrincipal,
        Member otherClerk,
        Member officer,
        Member secondOfficer) {
    public static final String HERE = "thcs-thi-tran-2";
    public static final String THERE = "th-thi-tran-1";
    public static final String OFFICE = "van-hanh";
    /** Above both schools, and of whom the office is. */
    public static final String DEPARTMENT = "so-gddt";

    private static final LocalDate START = LocalDate.of(2020, 8, 1);

    static School in(DirectoryWriter directory) {
        unit(directory, HERE, UnitKind.THCS, "Trường THCS Thị Trấn 2", OptionalInt.of(36));
        unit(directory, THERE, UnitKind.TIEU_HOC, "Trường Tiểu học Thị Trấn 1", OptionalInt.of(36));
        unit(directory, OFFICE, UnitKind.VAN_HANH, "Tổ vận hành Khuê", OptionalInt.empty());
        unit(directory, DEPARTMENT, UnitKind.SO, "Sở Giáo dục và Đào tạo Thành phố Thử", OptionalInt.empty());
        edge(directory, DEPARTMENT, OFFICE, EdgeKind.QUAN_LY);
        edge(directory, DEPARTMENT, HERE, EdgeKind.CHUYEN_MON);
        edge(directory, DEPARTMENT, THERE, EdgeKind.CHUYEN_MON);
        return new School(
                member(directory, "hanh.ttm", "Trần Thị Mỹ Hạnh", Position.HIEU_TRUONG, HERE),
                member(directory, "lan.nt", "Nguyễn Thị Lan", Position.PHO_HIEU_TRUONG, HERE),
                member(directory, "tuan.la", "Lê Anh Tuấn", Position.VAN_THU, HERE),
                member(directory, "mai.vt", "Võ Thị Mai", Position.VAN_THU, HERE),
                member(directory, "phuc.dv", "Đỗ Văn Phúc", Position.GIAO_VIEN, HERE),
                member(directory, "it.nv", "Nguyễn Văn Ích", Position.QT_CNTT, HERE),
                member(directory, "hoa.bt", "Bùi Thị Hoà", Position.HIEU_TRUONG, THERE),
                member(directory, "son.pv", "Phạm Văn Sơn", Position.VAN_THU, THERE),
                member(directory, "ngan.lt", "Lê Thu Ngân", Position.CAN_BO_RA, OFFICE),
                member(directory, "an.dt", "Đặng Thị An", Position.CAN_BO_RA, OFFICE));
    }

    /** Adds somebody who holds this position here from long ago on. */
    public static Member member(DirectoryWriter directory, String uid, String name, Position position, String unit) {
        Member member = new Member(UUID.randomUUID(), uid, name, position.name(), unit);
        directory.add(new Person(
                member.id(),
                uid,
                PersonName.of(name),
                Optional.empty(),
                Sex.values()[0],
                Optional.empty(),
                PersonStatus.ACTIVE));
        directory.add(new Appointment(
                UUID.randomUUID(),
                member.id(),
                unit,
                position,
                AppointmentKind.CHINH,
                Validity.since(START),
                Optional.empty()));
        return member;
    }

    /** One unit above another from long ago on. */
    public static void edge(DirectoryWriter directory, String above, String below, EdgeKind kind) {
        directory.add(new UnitEdge(UUID.randomUUID(), above, below, kind, Validity.since(START)));
    }

    /** A unit that has been there from long ago on. */
    public static void unit(DirectoryWriter directory, String id, UnitKind kind, String name, OptionalInt seal) {
        directory.add(new Unit(id, kind, List.of(new Dated<>(name, Validity.since(START))), List.of(), seal));
    }
}
