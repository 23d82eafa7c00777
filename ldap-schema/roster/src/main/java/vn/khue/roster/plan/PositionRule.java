package vn.khue.roster.plan;

import vn.khue.directory.Position;

/** What an import may do with a position. */
public enum PositionRule {
    /** Taken as the file says. */
    ORDINARY,
    /** Brings signing, the seal or leadership: taken, but a run with one stops at the brake until a person answers for it. */
    SIGNING,
    /** Never taken, whatever a file says: appointed by hand only (R5.7, R5.12). */
    ADMINISTRATIVE;

    /** The rule for that position. */
    public static PositionRule of(Position position) {
        return switch (position) {
            case GIAO_VIEN, KE_TOAN, THU_VIEN, THIET_BI, Y_TE, GIAO_VU -> ORDINARY;
            case HIEU_TRUONG, PHO_HIEU_TRUONG, TO_TRUONG, TO_PHO, VAN_THU, CHUYEN_VIEN_XA, CHUYEN_VIEN_SO -> SIGNING;
            case QT_CNTT, CAN_BO_RA, CAN_BO_CA, CAN_BO_THE, AN_NINH, KIEM_TOAN, QT_NEN_TANG -> ADMINISTRATIVE;
        };
    }
}
