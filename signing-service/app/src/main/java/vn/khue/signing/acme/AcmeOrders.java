package vn.khue.signing.acme;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.pki.DnsName;
import vn.khue.signing.document.PageOf;

/** Orders and their authorizations. Works in the caller's transaction. Thread-safe. */
@Repository
class AcmeOrders {
    /** Orders that came or may come to something; parameter {@code now}. */
    private static final String STANDING = "(state = 'VALID' or (state <> 'INVALID' and expires_at > :now))";

    private final JdbcClient jdbc;

    AcmeOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(AcmeOrder order, Instant now) {
        jdbc.sql("insert into acme_order (id, account, names, state, created_at, expires_at, replaces)"
                        + " values (:id, :account, :names, :state, :now, :end, :replaces)")
                .param("id", order.id())
                .param("account", order.account())
                .param("names", array(order.names()))
                .param("state", order.state().name())
                .param("now", Timestamp.from(now))
                .param("end", Timestamp.from(order.expiresAt()))
                .param("replaces", order.replaces().map(CertificateId::text).orElse(null))
                .update();
    }

    void add(AcmeAuthorization authorization) {
        jdbc.sql("insert into acme_authorization (id, acme_order, name, token, state, expires_at)"
                        + " values (:id, :order, :name, :token, :state, :end)")
                .param("id", authorization.id())
                .param("order", authorization.order())
                .param("name", authorization.name().text())
                .param("token", authorization.token())
                .param("state", authorization.state().name())
                .param("end", Timestamp.from(authorization.expiresAt()))
                .update();
    }

    /** The order, and nobody else changes it or its authorizations before this transaction ends. */
    Optional<AcmeOrder> lock(UUID id) {
        return jdbc.sql("select * from acme_order where id = :id for update")
                .param("id", id)
                .query(AcmeOrders::order)
                .optional();
    }

    Optional<AcmeOrder> find(UUID id) {
        return jdbc.sql("select * from acme_order where id = :id")
                .param("id", id)
                .query(AcmeOrders::order)
                .optional();
    }

    /** Whether the certificate was issued to the account. */
    boolean brought(UUID account, BigInteger serial) {
        return jdbc.sql("select exists (select 1 from acme_order where account = :account and serial = :serial)")
                .param("account", account)
                .param("serial", hex(serial))
                .query(Boolean.class)
                .single();
    }

    /** Whether an order of the account that came or may come to something replaces the certificate. */
    boolean replaced(UUID account, CertificateId certificate, Instant now) {
        return jdbc.sql("select exists (select 1 from acme_order where account = :account and replaces = :replaces and "
                        + STANDING + ")")
                .param("account", account)
                .param("replaces", certificate.text())
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    /** The account's orders that came or may come to something, newest first (section 7.1.2.1). */
    PageOf<UUID> ofAccount(UUID account, int page, Instant now) {
        String rows = " from acme_order where account = :account and " + STANDING;
        long total = jdbc.sql("select count(*)" + rows)
                .param("account", account)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        int number = PageOf.within(page, total);
        List<UUID> ids = jdbc.sql("select id" + rows + " order by created_at desc, id limit :limit offset :offset")
                .param("account", account)
                .param("now", Timestamp.from(now))
                .param("limit", PageOf.SIZE)
                .param("offset", (long) (number - 1) * PageOf.SIZE)
                .query(UUID.class)
                .list();
        return new PageOf<>(ids, number, total);
    }

    /** How many orders the account opened since then, whatever became of them. */
    long openedSince(UUID account, Instant then) {
        return jdbc.sql("select count(*) from acme_order where account = :account and created_at > :then")
                .param("account", account)
                .param("then", Timestamp.from(then))
                .query(Long.class)
                .single();
    }

    /** Removes the account's orders that came to nothing and ended before then. */
    void forget(UUID account, Instant then) {
        jdbc.sql("delete from acme_order where account = :account and state <> 'VALID' and expires_at < :then")
                .param("account", account)
                .param("then", Timestamp.from(then))
                .update();
    }

    void move(UUID id, AcmeOrder.State state) {
        jdbc.sql("update acme_order set state = :state where id = :id")
                .param("state", state.name())
                .param("id", id)
                .update();
    }

    void issued(UUID id, BigInteger serial) {
        jdbc.sql("update acme_order set state = 'VALID', serial = :serial where id = :id")
                .param("serial", hex(serial))
                .param("id", id)
                .update();
    }

    List<AcmeAuthorization> authorizations(UUID order) {
        return jdbc.sql("select * from acme_authorization where acme_order = :order order by name")
                .param("order", order)
                .query(AcmeOrders::authorization)
                .list();
    }

    Optional<AcmeAuthorization> authorization(UUID id) {
        return jdbc.sql("select * from acme_authorization where id = :id")
                .param("id", id)
                .query(AcmeOrders::authorization)
                .optional();
    }

    /** Whether the account holds authorizations in force for all of these names, of whatever orders. */
    boolean authorized(UUID account, Collection<DnsName> names, Instant now) {
        long held = jdbc.sql("select count(distinct a.name) from acme_authorization a join acme_order o on o.id ="
                        + " a.acme_order where o.account = :account and a.state = 'VALID' and a.expires_at > :now and"
                        + " a.name = any(:names)")
                .param("account", account)
                .param("now", Timestamp.from(now))
                .param("names", array(names))
                .query(Long.class)
                .single();
        return held == names.stream().distinct().count();
    }

    void begin(UUID authorization) {
        move(authorization, AcmeAuthorization.State.PROCESSING);
    }

    void validated(UUID authorization, Instant at) {
        jdbc.sql("update acme_authorization set state = 'VALID', validated_at = :at where id = :id")
                .param("at", Timestamp.from(at))
                .param("id", authorization)
                .update();
    }

    void failed(UUID authorization, AcmeError error) {
        jdbc.sql("update acme_authorization set state = 'INVALID', error = :error where id = :id")
                .param("error", error.name())
                .param("id", authorization)
                .update();
    }

    void deactivate(UUID authorization) {
        move(authorization, AcmeAuthorization.State.DEACTIVATED);
    }

    private void move(UUID authorization, AcmeAuthorization.State state) {
        jdbc.sql("update acme_authorization set state = :state where id = :id")
                .param("state", state.name())
                .param("id", authorization)
                .update();
    }

    private static String[] array(Collection<DnsName> names) {
        return names.stream().map(DnsName::text).toArray(String[]::new);
    }

    private static String hex(BigInteger serial) {
        return serial.toString(16).toUpperCase(Locale.ROOT);
    }

    private static AcmeOrder order(ResultSet rs, int n) throws SQLException {
        return new AcmeOrder(
                rs.getObject("id", UUID.class),
                rs.getObject("account", UUID.class),
                Arrays.stream((Object[]) rs.getArray("names").getArray())
                        .map(name -> new DnsName(name.toString()))
                        .toList(),
                AcmeOrder.State.valueOf(rs.getString("state")),
                rs.getTimestamp("expires_at").toInstant(),
                Optional.ofNullable(rs.getString("serial")).map(hex -> new BigInteger(hex, 16)),
                Optional.ofNullable(rs.getString("replaces")).flatMap(CertificateId::parse));
    }

    private static AcmeAuthorization authorization(ResultSet rs, int n) throws SQLException {
        return new AcmeAuthorization(
                rs.getObject("id", UUID.class),
                rs.getObject("acme_order", UUID.class),
                new DnsName(rs.getString("name")),
                rs.getString("token"),
                AcmeAuthorization.State.valueOf(rs.getString("state")),
                rs.getTimestamp("expires_at").toInstant(),
                Optional.ofNullable(rs.getTimestamp("validated_at")).map(Timestamp::toInstant),
                Optional.ofNullable(rs.getString("error")).map(AcmeError::valueOf));
    }
}
