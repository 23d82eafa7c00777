<#import "template.ftl" as layout>
<@layout.registrationLayout layout="sheet"; section>
<#if section = "header">${msg("khueConsentTitle", appName)}<#elseif section = "form">
<dl class="facts"><#if purpose?has_content><div><dt>${msg("khueConsentWhy")}</dt><dd>${purpose}</dd></div></#if><#if owner?has_content><div><dt>${msg("khueConsentOwner")}</dt><dd>${owner}</dd></div></#if></dl>
<form class="stack" id="kc-consent-form" method="post" action="${url.loginAction}"><input type="hidden" name="purpose" value="${purposeVersion}">
<fieldset aria-describedby="consent-hint"><legend>${msg("khueConsentWhat")}</legend><p class="hint" id="consent-hint">${msg("khueConsentHint")}</p><#list claims as claim><#assign key="consentClaim." + claim><#assign label=msg(key)><label class="opt"><input type="checkbox" name="claim" value="${claim}"><#if label == key>${claim}<#else>${label}</#if></label></#list></fieldset>
<#if withRepresentative><p class="note info">${msg("khueConsentParent")}</p></#if>
<button class="btn go fill" name="answer" value="yes">${msg("khueConsentYes")}</button>
<button class="btn fill" name="answer" value="no">${msg("khueConsentNo")}</button>
<p class="hint">${msg("khueConsentLater")}</p>
</form>
</#if>
</@layout.registrationLayout>
