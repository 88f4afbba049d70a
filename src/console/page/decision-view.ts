/** A decision, for a person. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Decision, RuleStep } from '../../core/decision.ts';

/** First the rule that decided, and what would turn it; then what was asked before. */
export function DecisionView({ decision }: { decision: Decision }): VNode {
  const { outcome, reason, action, rules, flip } = decision;
  const deciding = rules.at(-1);
  const passed = rules.slice(0, -1);
  return html`
    <div class="verdict ${outcome}">
      <p><b class="outcome">${outcome}</b> <b>${reason ?? action}</b>${deciding && html` <span class="dim">by the rule</span> <code>${deciding.id}</code>`}</p>
      ${deciding && html`<p class="sentence">${deciding.rule}</p><${Inputs} of=${deciding} />`}
      ${flip !== null && html`<p class="flip"><b>To turn it:</b> <bdi>${flip}</bdi></p>`}
    </div>
    ${
      passed.length > 0 &&
      html`<p class="dim asked">Asked before it, in this order, and passed:</p>
      <div class="rules">${passed.map((step) => html`<${Passed} key=${step.id} step=${step} />`)}</div>`
    }
  `;
}

/** In brief; what the rule says shows when it is opened. */
function Passed({ step }: { step: RuleStep }): VNode {
  return html`<details class="rule">
    <summary><code>${step.id}</code><${Inputs} of=${step} /></summary>
    <p>${step.rule}</p>
  </details>`;
}

function Inputs({ of: { input } }: { of: RuleStep }): VNode {
  return html`<span class="inputs"
    >${Object.entries(input).map(([name, value]) => html`<span key=${name}>${name} <bdi>${String(value ?? 'none')}</bdi></span>`)}</span
  >`;
}
