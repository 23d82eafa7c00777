package vn.khue.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.LocaleResolver;
import vn.khue.audit.event.EventKind;
import vn.khue.web.login.Gate;
import vn.khue.web.login.GateClient;
import vn.khue.web.login.GateTokens;
import vn.khue.web.login.GateUnreachableException;
import vn.khue.web.login.LanguageAtGate;
import vn.khue.web.login.LoginRequests;
import vn.khue.web.login.PersonLoader;
import vn.khue.web.login.Renewals;
import vn.khue.web.login.SignedInPersons;
import vn.khue.web.problem.ProblemAnswers;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.RefusalListener;

/**
 * Who may reach what before an app decides. Four kinds of path, each with a chain of its own: operations (this machine
 * only), open services and files (no session), programs with a token (no session), and pages (everything else: session,
 * login, CSRF token).
 */
public final class FilterChains {

    private static final List<String> OPEN_PAGES = List.of("/error", "/signed-out");
    private static final List<String> OPEN_FILES =
            List.of("/assets/**", "/v3/api-docs", "/v3/api-docs/**", "/favicon.ico");

    private final Gate gate;
    private final GateClient client;
    private final GateTokens tokens;
    private final SignedInPersons persons;
    private final ProblemAnswers answers;
    private final Renewals renewals;
    private final Clock clock;
    private final RefusalListener refusals;
    private final boolean keepAccess;
    private final BearerTokenAuthenticationEntryPoint wayIn = new BearerTokenAuthenticationEntryPoint();

    /** @param keepAccess whether sessions keep their access tokens, see {@link PersonTokens} */
    public FilterChains(
            Gate gate,
            GateClient client,
            GateTokens tokens,
            SignedInPersons persons,
            ProblemAnswers answers,
            Renewals renewals,
            Clock clock,
            RefusalListener refusals,
            boolean keepAccess) {
        this.keepAccess = keepAccess;
        this.refusals = refusals;
        this.renewals = renewals;
        this.clock = clock;
        this.gate = gate;
        this.client = client;
        this.tokens = tokens;
        this.persons = persons;
        this.answers = answers;
    }

    /** {@code /actuator/**} and what an app keeps to this machine: for whoever operates it. */
    public SecurityFilterChain operations(HttpSecurity http, Collection<LocalServices> local) {
        List<String> patterns = new ArrayList<>(List.of("/actuator", "/actuator/**"));
        local.forEach(each -> patterns.addAll(each.patterns()));
        stateless(http);
        return http.securityMatcher(any(patterns))
                .authorizeHttpRequests(paths -> paths.anyRequest().access(new FromThisMachine()))
                .build();
    }

    /** Open services, style sheets, the API's description. */
    public SecurityFilterChain open(HttpSecurity http, Collection<OpenServices> services) {
        List<String> patterns = new ArrayList<>(OPEN_FILES);
        services.forEach(each -> patterns.addAll(each.patterns()));
        stateless(http);
        return http.securityMatcher(any(patterns))
                .authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
                .build();
    }

    /** Programs with an access token of the gate (RFC 6750). */
    public SecurityFilterChain programs(HttpSecurity http, Collection<ApiPaths> apis) {
        List<String> patterns = new ArrayList<>();
        apis.forEach(each -> patterns.addAll(each.patterns()));
        stateless(http);
        return http.securityMatcher(any(patterns))
                .authorizeHttpRequests(paths -> {
                    apis.forEach(
                            each -> paths.requestMatchers(any(each.patterns())).access(new TokenRight(each)));
                    paths.anyRequest().denyAll();
                })
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(tokens::accessToken))
                        .authenticationEntryPoint(this::refuseToken)
                        .accessDeniedHandler(this::refuseRight))
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(this::refuseToken).accessDeniedHandler(this::refuseRight))
                .build();
    }

    /** Everything else. What no app lists as public needs a login. */
    public SecurityFilterChain pages(
            HttpSecurity http,
            Collection<PublicPaths> publicPaths,
            Optional<String> publicUrl,
            LocaleResolver language,
            OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes) {
        List<String> open = new ArrayList<>(OPEN_PAGES);
        publicPaths.forEach(each -> open.addAll(each.patterns()));
        HttpSessionRequestCache goBack = new HttpSessionRequestCache();
        goBack.setRequestMatcher(FilterChains::worthGoingBackTo);
        goBack.setMatchingRequestParameterName(null);
        EndedLogins ended = new EndedLogins(clock);
        return http.headers(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(goBack))
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(any(open))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> login.loginPage(LoginEntry.START)
                        .clientRegistrationRepository(client)
                        .authorizedClientRepository(new SessionTokens(keepAccess))
                        .authorizationEndpoint(
                                start -> start.authorizationRequestResolver(new LanguageAtGate(client, language))
                                        .authorizationRequestRepository(new LoginRequests("login")))
                        .tokenEndpoint(exchange -> exchange.accessTokenResponseClient(codes))
                        .userInfoEndpoint(user -> user.oidcUserService(new PersonLoader()))
                        .failureHandler(new LoginFailure(persons, answers)))
                .addFilterBefore(new BackChannelLogout(tokens, client, ended), CsrfFilter.class)
                .addFilterBefore(
                        new FreshRights(renewals, ended, clock, keepAccess), AnonymousAuthenticationFilter.class)
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessHandler(new LogoutAtGate(client, publicUrl)))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(new LoginEntry(gate, answers))
                        .accessDeniedHandler(denied()))
                .build();
    }

    private void refuseToken(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof GateUnreachableException) {
            answers.send(failure, request, response);
            return;
        }
        refusals.refused(EventKind.TOKEN_REFUSED, TokenFault.of(failure).name(), request);
        // Says why in WWW-Authenticate (RFC 6750 clause 3); the body says it to people.
        wayIn.commence(request, response, failure);
        answers.send(new ProblemKind("token-refused", 401), request, response);
    }

    private void refuseRight(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        refusals.refused(EventKind.TOKEN_REFUSED, TokenFault.OTHER_RIGHT.name(), request);
        answers.send(failure, request, response);
    }

    private void stateless(HttpSecurity http) {
        http.headers(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(failures -> failures.accessDeniedHandler(denied())
                        .authenticationEntryPoint((request, response, failure) ->
                                answers.send(new ProblemKind("forbidden", 403), request, response)));
    }

    private AccessDeniedHandler denied() {
        return (request, response, failure) -> answers.send(failure, request, response);
    }

    private static boolean worthGoingBackTo(HttpServletRequest request) {
        return LoginEntry.asksForPage(request)
                && !request.getServletPath().startsWith("/step-up/")
                && !request.getServletPath().equals("/error");
    }

    private static RequestMatcher any(Collection<String> patterns) {
        if (patterns.isEmpty()) {
            return request -> false;
        }
        return new OrRequestMatcher(patterns.stream()
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList());
    }
}
