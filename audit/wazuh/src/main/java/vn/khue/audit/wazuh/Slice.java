package vn.khue.audit.wazuh;

/** Which part of a list: how many to pass over, and how many to take, 1 to 500 (Wazuh takes more and advises against it). */
public record Slice(int offset, int limit) {

    public static final int MAX_LIMIT = 500;

    public Slice {
        if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
            throw new WazuhException("Wazuh list: expected an offset from 0 and a limit of 1 to " + MAX_LIMIT
                    + ", found " + offset + " and " + limit);
        }
    }

    public static Slice first() {
        return new Slice(0, MAX_LIMIT);
    }

    public Slice next() {
        return new Slice(offset + limit, limit);
    }
}
