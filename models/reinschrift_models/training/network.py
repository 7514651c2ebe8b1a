"""The MarianMTModel of a recipe, and the loss that it learns from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from reinschrift_models.training.recipe import Recipe
from reinschrift_models.training.vocabulary import EOS

if TYPE_CHECKING:
    from transformers import MarianConfig, MarianMTModel

# The loss of what stands at each place: hidden states, output weights, labels, smoothing.
Loss = Callable[[torch.Tensor, torch.Tensor, torch.Tensor, float], torch.Tensor]

IGNORED = -100  # the label of padding


def configure(recipe: Recipe, *, attention: str = "sdpa") -> MarianConfig:
    """Write down the shape as transformers has it; `<pad>` is the last id and starts the output."""
    from transformers import MarianConfig

    shape = recipe.architecture
    pad = recipe.vocabulary.pieces - 1
    return MarianConfig(
        vocab_size=recipe.vocabulary.pieces,
        decoder_vocab_size=recipe.vocabulary.pieces,
        d_model=shape.width,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_ffn_dim=shape.feed_forward,
        decoder_ffn_dim=shape.feed_forward,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        activation_function=shape.activation,
        dropout=shape.dropout,
        attention_dropout=0.0,
        activation_dropout=0.0,
        max_position_embeddings=shape.positions,
        scale_embedding=True,
        static_position_embeddings=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        pad_token_id=pad,
        eos_token_id=EOS,
        bos_token_id=EOS,
        decoder_start_token_id=pad,
        forced_eos_token_id=EOS,
        attn_implementation=attention,
    )


def build(recipe: Recipe, *, device: str) -> MarianMTModel:
    """Make a fresh model; the same seed gives the same weights."""
    from transformers import MarianMTModel

    torch.manual_seed(recipe.seed)
    # On a CPU the fused attention kernel is slow backwards for sentences: 2.4 times fewer
    # tokens/s for the whole step (d 384, 32 tokens, 2 cores).
    model = MarianMTModel(configure(recipe, attention="eager" if device == "cpu" else "sdpa"))
    _initialise(model)
    return model.to(device)


def compile_parts(model: MarianMTModel, backend: str) -> Loss:
    """Have each layer compiled at its first batch, for batches of every shape; and the loss.

    Layers, not the whole: six of one shape are compiled once. On two cores `inductor` gives 14 %
    more tokens/s for 40 seconds of compiling, half of it by the loss (d 384, 4 + 2 layers).
    """
    for layer in (*model.model.encoder.layers, *model.model.decoder.layers):
        layer.compile(dynamic=True, backend=backend)
    compiled: Loss = torch.compile(smoothed_loss, dynamic=True, backend=backend)
    return compiled


def _initialise(model: MarianMTModel) -> None:
    """Draw the weights as Vaswani et al. did: transformers' fixed deviation of 0.02 suits d 1024.

    At d 384 it makes what a layer adds to its input some thirty times too small; the decoder
    then learns English alone for a thousand steps before it looks at the German.
    """
    width = model.config.d_model
    for name, weight in model.named_parameters():
        if not weight.requires_grad:
            continue
        if name == "model.shared.weight":
            torch.nn.init.normal_(weight, std=width**-0.5)
            weight.data[model.config.pad_token_id] = 0.0
        elif weight.ndim == 2:
            # Queries, keys and values count as one matrix of three times the height.
            is_part = name.split(".")[-2] in {"q_proj", "k_proj", "v_proj"}
            torch.nn.init.xavier_uniform_(weight, gain=0.5**0.5 if is_part else 1.0)


def translation_loss(
    model: MarianMTModel,
    source: torch.Tensor,
    target: torch.Tensor,
    *,
    smoothing: float,
    loss: Loss | None = None,
) -> torch.Tensor:
    """Sum up the label-smoothed cross entropy over the target's tokens.

    The row of `<pad>` takes no part: Marian (and CTranslate2) starts from a zero embedding,
    so the row must stay zero although it is tied to the output layer. `loss` may be a compiled
    `smoothed_loss`.
    """
    pad = model.config.pad_token_id
    start = torch.full_like(target[:, :1], pad)
    hidden = model.model(
        input_ids=source,
        attention_mask=source.ne(pad).long(),
        decoder_input_ids=torch.cat([start, target[:, :-1]], dim=1),
        use_cache=False,
    ).last_hidden_state
    labels = target.masked_fill(target.eq(pad), IGNORED)
    return (loss or smoothed_loss)(hidden, model.model.shared.weight[:pad], labels, smoothing)


def smoothed_loss(
    hidden: torch.Tensor, weight: torch.Tensor, labels: torch.Tensor, smoothing: float
) -> torch.Tensor:
    """Score all words at all places, and sum up the loss of those that `labels` name."""
    logits = functional.linear(hidden, weight)
    return functional.cross_entropy(
        logits.flatten(0, 1).float(),
        labels.flatten(),
        label_smoothing=smoothing,
        ignore_index=IGNORED,
        reduction="sum",
    )
