package vn.khue.web.autoconfigure;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.khue.web.WebProperties;
import vn.khue.web.language.LanguageChoice;
import vn.khue.web.language.PageLanguage;
import vn.khue.web.login.ActingUnitController;
import vn.khue.web.login.SignedInPersonArgument;
import vn.khue.web.login.SignedInPersons;
import vn.khue.web.login.SignedOutController;
import vn.khue.web.page.AssetController;
import vn.khue.web.page.Assets;
import vn.khue.web.page.PageFrames;
import vn.khue.web.problem.DenialListener;
import vn.khue.web.problem.ErrorPageController;
import vn.khue.web.problem.ProblemAdvice;
import vn.khue.web.problem.ProblemAnswers;
import vn.khue.web.problem.ProblemMap;
import vn.khue.web.problem.ProblemRules;
import vn.khue.web.problem.RefusalListener;
import vn.khue.web.security.ApiPaths;
import vn.khue.web.security.BodyLimit;
import vn.khue.web.security.BodyLimits;
import vn.khue.web.security.LocalServices;
import vn.khue.web.security.OpenServices;
import vn.khue.web.security.RequestId;
import vn.khue.web.security.SecurityHeaders;
import vn.khue.web.time.VietnamTime;

/** One look, one language, one way to fail. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration"
        })
@EnableConfigurationProperties(WebProperties.class)
public class KhueWebAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    VietnamTime vietnamTime() {
        return new VietnamTime();
    }

    @Bean
    Assets assets() {
        return new Assets();
    }

    @Bean
    AssetController assetController(Assets assets) {
        return new AssetController(assets);
    }

    @Bean
    PageLanguage localeResolver(WebProperties properties) {
        return new PageLanguage(properties.secure());
    }

    @Bean
    SignedInPersons signedInPersons() {
        return new SignedInPersons();
    }

    @Bean
    ActingUnitController actingUnitController(SignedInPersons persons) {
        return new ActingUnitController(persons);
    }

    @Bean
    SignedOutController signedOutController() {
        return new SignedOutController();
    }

    @Bean
    PageFrames pageFrames(WebProperties properties, Assets assets, SignedInPersons persons, PageLanguage language) {
        return new PageFrames(properties.app(), assets, persons, language);
    }

    @Bean
    ProblemMap problemMap(MessageSource messages, ObjectProvider<ProblemRules> rules) {
        return new ProblemMap(messages, rules.orderedStream().toList());
    }

    @Bean
    ProblemAnswers problemAnswers(
            ProblemMap problems,
            PageLanguage language,
            PageFrames frames,
            ObjectProvider<DenialListener> denials,
            ObjectProvider<RefusalListener> refusals,
            ObjectProvider<ApiPaths> apis,
            ObjectProvider<OpenServices> services,
            ObjectProvider<LocalServices> local) {
        List<String> programs = new ArrayList<>(List.of("/api/**", "/actuator/**"));
        apis.forEach(each -> programs.addAll(each.patterns()));
        services.forEach(each -> programs.addAll(each.patterns()));
        local.forEach(each -> programs.addAll(each.patterns()));
        return new ProblemAnswers(
                problems,
                language,
                frames,
                (denial, request) -> denials.ifAvailable(each -> each.denied(denial, request)),
                (kind, reason, request) -> refusals.ifAvailable(each -> each.refused(kind, reason, request)),
                programs);
    }

    @Bean
    ProblemAdvice problemAdvice(ProblemAnswers answers) {
        return new ProblemAdvice(answers);
    }

    @Bean
    ErrorPageController errorPageController(ProblemAnswers answers) {
        return new ErrorPageController(answers);
    }

    @Bean
    FilterRegistrationBean<RequestId> requestIdFilter() {
        return first(new RequestId(), 0);
    }

    @Bean
    FilterRegistrationBean<SecurityHeaders> securityHeadersFilter(WebProperties properties) {
        return first(new SecurityHeaders(properties.issuerOrigin(), properties.secure()), 1);
    }

    @Bean
    FilterRegistrationBean<BodyLimits> bodyLimitsFilter(
            WebProperties properties, ObjectProvider<BodyLimit> limits, ProblemAnswers answers) {
        return first(
                new BodyLimits(limits.stream().toList(), properties.maxBody().toBytes(), answers), 2);
    }

    private static <T extends jakarta.servlet.Filter> FilterRegistrationBean<T> first(T filter, int place) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        return registration;
    }

    @Bean
    WebMvcConfigurer khuePages(PageFrames frames, SignedInPersons persons, PageLanguage language) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new LanguageChoice(language));
                registry.addInterceptor(frames);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new SignedInPersonArgument(persons));
            }
        };
    }

    static Optional<String> publicUrl(WebProperties properties) {
        return properties.publicUrl().map(URI::toString);
    }
}
