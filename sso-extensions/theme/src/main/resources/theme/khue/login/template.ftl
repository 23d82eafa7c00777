<#-- One frame for every page. layout "gate" shows the pavilion beside the form, "sheet" is the step-up sheet as a page of its own. -->
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false layout="gate">
<#assign failed = message?has_content && message.type == "error">
<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title><#if failed>${msg("khueErrorPrefix")} </#if><#nested "header"> – Khuê</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${url.resourcesPath}/css/khue.css">
<#nested "head">
</head>
<body data-page-id="login-${pageId}">
<a class="skip" href="#main">${msg("khueSkip")}</a>
<#if layout == "sheet">
<main id="main" class="veil"><section class="sheet stack">
<h1><#nested "header"></h1>
<@notice displayMessage/>
<#nested "form">
<@otherWay/>
<@languages/>
</section></main>
<#else>
<div class="gate"><header class="sky"><p>${msg("khueMotto")}</p><#include "gate-art.ftl"></header>
<main id="main" class="door">
<div class="stack">
<p class="brand"><#include "mark.ftl">Khuê</p>
<h1><#nested "header"></h1>
<@notice displayMessage/>
<#nested "form">
<@otherWay/>
<#nested "socialProviders">
<#if displayInfo><#nested "info"></#if>
</div>
<@languages/>
</main></div>
</#if>
</body>
</html>
</#macro>

<#macro notice shown>
<#if shown && message?has_content && (message.type != "warning" || !isAppInitiatedAction??)>
<#assign tone = {"success": "ok", "warning": "warn", "error": "bad"}[message.type]!"info">
<div class="note ${tone}" <#if message.type == "error">role="alert" tabindex="-1" autofocus<#else>role="status"</#if>><@sign message.type/><p>${kcSanitize(message.summary)?no_esc}</p></div>
</#if>
</#macro>

<#macro sign type><#if type == "error" || type == "warning"><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 4l9 16H3L12 4zM12 10v4.5M12 17.2v.1"/></svg><#elseif type == "success"><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg><#else><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 8v.1"/></svg></#if></#macro>

<#-- The error of a field, between its label and its input. -->
<#macro fieldError id text><p class="err" id="${id}"><@sign "error"/>${kcSanitize(text)?no_esc}</p></#macro>

<#macro otherWay>
<#if auth?has_content && auth.showTryAnotherWayLink()>
<form action="${url.loginAction}" method="post"><input type="hidden" name="tryAnotherWay" value="on"><button class="btn bare fill" id="try-another-way">${msg("doTryAnotherWay")}</button></form>
</#if>
</#macro>

<#macro languages>
<footer class="foot">
<#if realm.internationalizationEnabled && locale.supported?size gt 1><#list locale.supported as l><#if l.languageTag != locale.currentLanguageTag><a href="${l.url}" lang="${l.languageTag}" hreflang="${l.languageTag}">${l.label}</a></#if></#list></#if>
<#if properties.khueVerifyUrl?has_content><a href="${properties.khueVerifyUrl}">${msg("khueVerify")}</a></#if>
</footer>
</#macro>
<#-- Where a card is presented: at the gate itself, or at the address before it that asks for certificates. -->
<#function card base>
<#local link = url.loginRestartFlowUrl?replace("/login-actions/restart", "/khue-card/start")>
<#if base?has_content><#return base + "/realms/" + link?keep_after("/realms/")></#if>
<#return link>
</#function>
